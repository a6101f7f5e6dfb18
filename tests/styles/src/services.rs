//! The tables of real services.

macro_rules! services {
    ($($name:ident)*) => {$(
        pub mod $name {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($name), "/errors.rs"));
        }
    )*};
}

services!(azure github google kms s3 stripe sts);
