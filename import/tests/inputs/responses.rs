pub enum ApiError {
    Missing,
    Taken(String),
    Slow,
    Internal,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Missing => (
                StatusCode::NOT_FOUND,
                Json(json!({ "code": "missing", "message": "It is not there." })),
            )
                .into_response(),
            Self::Taken(name) => {
                let message = format!("{name} is taken.");
                let body = json!({ "code": "taken", "message": message, "docs": { "url": URL } });
                (StatusCode::CONFLICT, Json(body)).into_response()
            }
            Self::Slow => {
                let status = StatusCode::TOO_MANY_REQUESTS;
                return (status, Json(json!({ "code": "slow", "message": "Slow down." }))).into_response();
            }
            Self::Internal => {
                error!("internal");
                (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({ "code": code_of(&self), "message": "It failed." })))
                    .into_response()
            }
        }
    }
}
