//! How many pictures of a library are still looked at.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// The pictures that were handed out.
#[derive(Debug, Clone, Default)]
pub(super) struct Leases(Arc<Out>);

#[derive(Debug, Default)]
struct Out {
    count: Mutex<usize>,
    fewer: Condvar,
}

/// Belongs to a picture and goes with it.
#[derive(Debug)]
pub(super) struct Lease(Leases);

impl Leases {
    /// One more.
    pub(super) fn take(&self) -> Lease {
        *self.0.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Lease(self.clone())
    }

    /// Waits for as long as `patience` until only one of them is left; gives how many are.
    pub(super) fn last(&self, patience: Duration) -> usize {
        let count = self.0.count.lock().unwrap_or_else(PoisonError::into_inner);
        let several = |count: &mut usize| *count > 1;
        let left = self.0.fewer.wait_timeout_while(count, patience, several);
        *left.unwrap_or_else(PoisonError::into_inner).0
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let out = &self.0.0;
        *out.count.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        out.fewer.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_waits_for_the_last_one_hears_when_the_others_have_gone() {
        let leases = Leases::default();
        let (one, other) = (leases.take(), leases.take());
        assert_eq!(leases.last(Duration::ZERO), 2);
        let waiting = leases.clone();
        let last = std::thread::spawn(move || waiting.last(Duration::from_mins(1)));
        drop(one);
        assert_eq!(last.join().unwrap(), 1);
        drop(other);
        assert_eq!(leases.last(Duration::ZERO), 0);
    }
}
