use std::fmt;

#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Failure {
    NoSuchThing { id: u32 },
    #[serde(rename = "tooMuch")]
    QuotaExceeded(u32, String),
    Odd,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchThing { id: thing } => write!(f, "there is no thing {thing}"),
            Self::QuotaExceeded(limit, unit) => {
                write!(f, "more than {} {}: {{{}}}", limit, unit.to_string(), 3)
            }
            Self::Odd => f.write_str(&describe()),
        }
    }
}

fn respond(error: &Failure) -> (u16, &'static str) {
    let (status, title) = match error {
        Failure::NoSuchThing { .. } => (404, "No such thing"),
        Failure::QuotaExceeded(..) => (429, "Quota exceeded"),
        Failure::Odd => (500, "Odd"),
    };
    (status, title)
}

enum Short {
    A,
    B(String),
}

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", match *self {
            Short::A => "it is A",
            Short::B(ref what) => return write!(f, "it is {}", what),
        })
    }
}

impl ResponseError for Short {
    fn status_code(&self) -> StatusCode {
        match *self {
            Self::A => StatusCode::BAD_REQUEST,
            Self::B(_) => StatusCode::GONE,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status_code()).body(self.to_string())
    }
}
