//! An app that listens.

use std::net::Ipv4Addr;
use std::sync::mpsc;
use std::thread;

use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::rt::System;
use actix_web::{App, Error, HttpServer};

/// Serves in a thread of its own, for as long as the tests run; says where.
pub fn serve<T>(app: impl Fn() -> App<T> + Clone + Send + 'static) -> String
where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse,
            Error = Error,
            InitError = (),
        > + 'static,
{
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        System::new().block_on(async {
            let server = HttpServer::new(app).workers(1).disable_signals();
            let server = server.bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            tell.send(server.addrs()[0]).unwrap();
            server.run().await.unwrap();
        });
    });
    format!("http://{}", told.recv().unwrap())
}
