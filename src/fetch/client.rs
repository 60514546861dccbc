//! Asks for one document at a time.

use std::collections::HashSet;
use std::io::{self, Read};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use ureq::http::{HeaderMap, Response, StatusCode};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error};
use url::Url;

use crate::fetch::known::Guarded;
use crate::fetch::refusal::{Refusal, SILENCE};
use crate::fetch::reply::{self, Document, Reply};
use crate::model::feed::Mark;
use crate::text::sanitize::clean_line;

/// What a stranger may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes are taken of one document, as they come and unpacked.
    pub bytes: u64,
    /// How long one document may take, with everything that leads there.
    pub time: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
    /// Whether addresses of this machine and of private networks are asked too.
    pub allow_private: bool,
}

impl Default for Limits {
    /// As much as is read of one file, within a minute.
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            time: Duration::from_mins(1),
            redirects: 8,
            allow_private: false,
        }
    }
}

/// Fetches documents. Connections to one host are used again; a clone shares them.
#[derive(Debug, Clone)]
pub struct Client {
    agent: Agent,
    limits: Limits,
}

/// How this program calls itself; what else it is, or who reads with it, is nobody's business.
const NAME: &str = "rashomon";

/// What is wanted most, first.
const ACCEPT: &str = "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, \
                      application/xhtml+xml;q=0.9, application/xml;q=0.9, */*;q=0.5";

/// A head of more bytes is no answer.
const LARGEST_HEAD: usize = 64 << 10;

impl Client {
    /// A client that keeps to these `limits`. Nothing is connected to before something is asked for.
    pub fn new(limits: Limits) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .max_redirects(0)
            .max_response_header_size(LARGEST_HEAD)
            .timeout_per_read(Some(SILENCE))
            .user_agent(NAME)
            .accept(ACCEPT)
            .accept_encoding("gzip")
            .build();
        let resolver = Guarded {
            allow_private: limits.allow_private,
        };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            limits,
        }
    }

    /// Fetches what is at `address`, unless it is still what has that `mark`.
    ///
    /// # Errors
    /// Why there is no document. A document of which something came is one.
    pub fn fetch(&self, address: &str, mark: &Mark) -> Result<Reply, Refusal> {
        let until = Instant::now() + self.limits.time;
        let mut url = read_address(address)?;
        let mut met = HashSet::new();
        let mut moved = true;
        while met.len() <= self.limits.redirects && met.insert(url.clone()) {
            let answer = self.ask(&url, mark, until);
            let answer = answer.map_err(|refusal| match met.len() {
                1 => refusal,
                _ => Refusal::LeadsTo(Box::new(refusal)),
            })?;
            let status = answer.status();
            if let Some(target) = leads_to(&answer) {
                moved &= matches!(status.as_u16(), 301 | 308);
                url = redirected(&url, &target)
                    .map_err(|refusal| Refusal::LeadsTo(Box::new(refusal)))?;
                continue;
            }
            return match status {
                StatusCode::NOT_MODIFIED => Ok(Reply::Unchanged),
                StatusCode::GONE => Err(Refusal::Gone),
                _ if status.is_success() => {
                    let moved = moved && met.len() > 1;
                    self.document((&url, moved), answer, until)
                        .map(Reply::Document)
                }
                _ => Err(Refusal::Status {
                    code: status.as_u16(),
                    wait: reply::wait(answer.headers()),
                }),
            };
        }
        Err(Refusal::Redirects)
    }

    /// Asks at one address, and follows nothing.
    fn ask(&self, url: &Url, mark: &Mark, until: Instant) -> Result<Response<Body>, Refusal> {
        let time = until.saturating_duration_since(Instant::now());
        // No time at all would mean any time.
        let time = time.max(Duration::from_millis(1));
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = &mark.etag {
            request = request.header("if-none-match", etag);
        }
        if let Some(modified) = &mark.modified {
            request = request.header("if-modified-since", modified);
        }
        let request = request.config().timeout_global(Some(time)).build();
        let refused = |error| Refusal::of(error, &host(url), self.limits.time);
        request.call().map_err(refused)
    }

    /// The document in an answer, as far as it comes.
    fn document(
        &self,
        (url, moved): (&Url, bool),
        answer: Response<Body>,
        until: Instant,
    ) -> Result<Document, Refusal> {
        let (head, body) = answer.into_parts();
        let packing = packing(&head.headers)?;
        let (kind, charset) = reply::kind(&head.headers);
        let mut document = Document {
            url: url.to_string(),
            moved,
            kind,
            charset,
            mark: reply::mark(&head.headers),
            fresh: reply::fresh(&head.headers),
            ..Document::default()
        };
        let most = self.limits.bytes;
        let raw = Timed {
            inner: body.into_with_config().limit(u64::MAX).reader(),
            until,
        };
        let raw = raw.take(most + 1);
        let read = match packing {
            Packing::None => take(raw, most, &mut document.bytes),
            Packing::Gzip => take(MultiGzDecoder::new(raw), most, &mut document.bytes),
        };
        match read {
            Ok(true) => {}
            Ok(false) => {
                document.cut = Some(format!(
                    "it is longer than {}; what is behind that is left out",
                    size(most)
                ));
            }
            Err(error) => {
                let refusal = Refusal::of(Error::from(error), &host(url), self.limits.time);
                if document.bytes.is_empty() {
                    return Err(refusal);
                }
                document.cut = Some(format!(
                    "only the first {} bytes came: {refusal}",
                    document.bytes.len()
                ));
            }
        }
        Ok(document)
    }
}

fn size(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{bytes} bytes"),
        megabytes => format!("{megabytes} MiB"),
    }
}

/// Takes at most so many bytes, and tells whether that was all. What was taken before a failure stays.
fn take(reader: impl Read, most: u64, bytes: &mut Vec<u8>) -> io::Result<bool> {
    let taken = reader.take(most + 1).read_to_end(bytes);
    let is_all = bytes.len() as u64 <= most;
    bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    // Where there is too much, what comes of the rest is of no matter.
    if is_all {
        taken.map(|_| true)
    } else {
        Ok(false)
    }
}

/// A reader that gives up at a time, however much comes in between.
struct Timed<R> {
    inner: R,
    until: Instant,
}

impl<R: Read> Read for Timed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if Instant::now() > self.until {
            return Err(Error::Timeout(ureq::Timeout::Global).into_io());
        }
        self.inner.read(buffer)
    }
}

/// How a document is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
}

fn packing(head: &HeaderMap) -> Result<Packing, Refusal> {
    let written = reply::said(head, "content-encoding").unwrap_or_default();
    match written.to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(Packing::None),
        "gzip" | "x-gzip" => Ok(Packing::Gzip),
        other => Err(Refusal::NoAnswer(format!(
            "it is packed as {other}, which was not asked for"
        ))),
    }
}

/// Where an answer leads, if it does.
fn leads_to(answer: &Response<Body>) -> Option<String> {
    let leads = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let target = leads.then(|| reply::said(answer.headers(), "location"));
    target.flatten()
}

/// The address in that text as it is asked for, if it can be; nothing is asked.
///
/// # Errors
/// Why it cannot be.
pub fn address(written: &str) -> Result<String, Refusal> {
    read_address(written).map(String::from)
}

/// The address in that text.
fn read_address(written: &str) -> Result<Url, Refusal> {
    let url = Url::parse(written.trim());
    checked(url.map_err(|_| Refusal::NoAddress(clean_line(written)))?)
}

/// The address to which one leads on, which may be told from there.
fn redirected(from: &Url, target: &str) -> Result<Url, Refusal> {
    let url = from.join(target);
    checked(url.map_err(|_| Refusal::NoAddress(clean_line(target)))?)
}

fn checked(mut url: Url) -> Result<Url, Refusal> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Refusal::Scheme(clean_line(url.scheme())));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::Credentials);
    }
    url.set_fragment(None);
    Ok(url)
}

fn host(url: &Url) -> String {
    clean_line(url.host_str().unwrap_or_default())
}
