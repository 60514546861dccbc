//! Why a document was not fetched, in sentences that say what to do.

use std::fmt;
use std::time::Duration;

use ureq::{Error, Timeout};

use crate::fetch::known::OnlyPrivate;
use crate::text::sanitize::clean_line;

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// What was asked for is no address.
    NoAddress(String),
    /// It is one of another sort than `http` and `https`: which.
    Scheme(String),
    /// There is a name and a password in it.
    Credentials,
    /// It is one of this machine or of a private network: whose.
    Private(String),
    /// There is no host of that name.
    NoHost(String),
    /// Nobody answers there: what the system says.
    Unreachable(String),
    /// The other side is not who it says, or cannot be talked to in private: why.
    Insecure(String),
    /// The answer took too long.
    Slow(Duration),
    /// The other side ended the connection before it had answered.
    Closed,
    /// What came is no answer of HTTP: what is wrong with it.
    NoAnswer(String),
    /// The answer leads on and on, or in a circle.
    Redirects,
    /// The answer leads to an address that is not asked: why not.
    LeadsTo(Box<Refusal>),
    /// There is nothing at that address any more (410).
    Gone,
    /// The other side says no.
    Status {
        /// The number of its answer (RFC 9110, section 15).
        code: u16,
        /// For how many seconds it does not want to be asked again.
        wait: Option<u64>,
    },
}

impl Refusal {
    /// For how many seconds the other side does not want to be asked again.
    pub fn wait(&self) -> Option<u64> {
        match self {
            Self::Status { wait, .. } => *wait,
            _ => None,
        }
    }

    /// What a failure at asking `host`, for which there was so much `time`, means.
    pub(super) fn of(error: Error, host: &str, time: Duration) -> Self {
        let said = |error: &dyn fmt::Display| clean_line(&error.to_string());
        match error {
            Error::Other(inner) if inner.is::<OnlyPrivate>() => Self::Private(host.to_owned()),
            Error::HostNotFound => Self::NoHost(host.to_owned()),
            Error::Timeout(Timeout::PerRead) => Self::Slow(SILENCE.min(time)),
            Error::Timeout(_) => Self::Slow(time),
            Error::Io(error) => match error.kind() {
                std::io::ErrorKind::UnexpectedEof
                | std::io::ErrorKind::ConnectionReset
                | std::io::ErrorKind::BrokenPipe => Self::Closed,
                // A name that is not known is told by the system without a kind of its own.
                _ if error.to_string().contains("lookup") => Self::NoHost(host.to_owned()),
                _ => Self::Unreachable(said(&error)),
            },
            Error::Tls(reason) => Self::Insecure(reason.to_owned()),
            Error::Rustls(error) => Self::Insecure(said(&error)),
            Error::ConnectionFailed => Self::Unreachable("no connection".to_owned()),
            Error::BadUri(_) => Self::NoAddress(host.to_owned()),
            other => Self::NoAnswer(said(&other)),
        }
    }
}

/// How long a side may be silent before that is told as it being slow.
pub(super) const SILENCE: Duration = Duration::from_secs(20);

impl std::error::Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAddress(written) => write!(
                f,
                "{written} is no address; one begins with https:// and a host"
            ),
            Self::Scheme(scheme) => {
                write!(f, "only http and https are fetched, not {scheme}")
            }
            Self::Credentials => f.write_str(
                "there is a name or a password in the address, which is not sent; take it out",
            ),
            Self::Private(host) => write!(
                f,
                "{host} is on this machine or in a private network; --allow-private fetches it all the same"
            ),
            Self::NoHost(host) => write!(
                f,
                "no host {host} is known; is the address right, and is there a network?"
            ),
            Self::Unreachable(why) => write!(f, "nobody answers there: {why}"),
            Self::Insecure(why) => write!(f, "the connection would not be secure: {why}"),
            Self::Slow(time) => write!(
                f,
                "no answer within {} seconds; try again later",
                time.as_secs_f32().ceil()
            ),
            Self::Closed => {
                f.write_str("the connection was ended without an answer; try again later")
            }
            Self::NoAnswer(why) => write!(f, "what came is no answer of a web server: {why}"),
            Self::Redirects => f.write_str(
                "the address leads on to others without an end; look at it in a browser",
            ),
            Self::LeadsTo(refusal) => write!(f, "the address leads on to another: {refusal}"),
            Self::Gone => f.write_str("the server says that this is gone for ever (410)"),
            Self::Status { code, wait } => {
                let meaning = match code {
                    401 | 403 => "it may not be read by everybody",
                    404 => "there is nothing at this address",
                    429 => "it was asked too often",
                    500..=599 => "something is wrong there; try again later",
                    _ => "it was not given",
                };
                write!(f, "the server answers {code}: {meaning}")?;
                match wait {
                    Some(wait) => write!(f, ", to be asked again in {wait} seconds"),
                    None => Ok(()),
                }
            }
        }
    }
}
