//! A web server on this machine that does as a test tells it, also what no server should.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The path, with its query.
    pub path: String,
    /// The fields of the head, names in lower case.
    pub fields: Vec<(String, String)>,
}

impl Asked {
    /// What the head says under that name; nothing where it says nothing.
    pub fn says(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value)
    }
}

/// What a server does with a connection.
pub enum Answer {
    /// Sends these bytes and ends it.
    Bytes(Vec<u8>),
    /// Sends the first, then the others byte by byte for ever.
    Drip(Vec<u8>, Vec<u8>),
    /// Sends the first, then the others again and again.
    Endless(Vec<u8>, Vec<u8>),
    /// Says nothing.
    Silence,
}

/// An answer with a head of these fields and a body.
pub fn answer(status: &str, fields: &[&str], body: &[u8]) -> Answer {
    let mut bytes = head(status, fields);
    let last = bytes.len() - 2;
    bytes.truncate(last);
    bytes.extend(format!("content-length: {}\r\n\r\n", body.len()).bytes());
    bytes.extend(body);
    Answer::Bytes(bytes)
}

/// The head of an answer.
pub fn head(status: &str, fields: &[&str]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n");
    for field in fields {
        head.push_str(field);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    head.into_bytes()
}

type Serving = dyn Fn(&Asked) -> Answer + Send + Sync;

/// A server at work; it ends when this is dropped.
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server that answers as `serve` says.
    ///
    /// # Panics
    /// When the system gives it no port.
    pub fn start(serve: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, over) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let serve: Arc<Serving> = Arc::new(serve);
        let (log, end) = (Arc::clone(&asked), Arc::clone(&over));
        let thread = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if end.load(Ordering::Relaxed) {
                    break;
                }
                let (serve, log, end) = (Arc::clone(&serve), Arc::clone(&log), Arc::clone(&end));
                thread::spawn(move || attend(stream, &*serve, &log, &end));
            }
        });
        Self {
            address,
            asked,
            over,
            thread: Some(thread),
        }
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What has been asked so far.
    ///
    /// # Panics
    /// When a test panicked while it was written down.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        TcpStream::connect(self.address).ok();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

/// Hears what is asked, and does what is said to be done. The other side may go at any time.
fn attend(mut stream: TcpStream, serve: &Serving, log: &Mutex<Vec<Asked>>, over: &AtomicBool) {
    let Some(asked) = hear(&stream) else { return };
    log.lock().unwrap().push(asked.clone());
    let is_over = || over.load(Ordering::Relaxed);
    match serve(&asked) {
        Answer::Bytes(bytes) => {
            stream.write_all(&bytes).ok();
        }
        Answer::Drip(first, then) => {
            stream.write_all(&first).ok();
            for byte in then.iter().cycle() {
                thread::sleep(Duration::from_millis(10));
                if is_over() || stream.write_all(&[*byte]).is_err() {
                    return;
                }
            }
        }
        Answer::Endless(first, then) => {
            stream.write_all(&first).ok();
            while !is_over() && stream.write_all(&then).is_ok() {}
        }
        Answer::Silence => {
            // Until the other side goes.
            stream.read_exact(&mut [0]).ok();
        }
    }
}

fn hear(stream: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut fields = Vec::new();
    for line in lines {
        let line = line.ok()?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Some(Asked { path, fields })
}
