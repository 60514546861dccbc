//! Work that is done on all cores.

use std::num::NonZero;
use std::thread;

/// How many things are worth a thread.
const WORTHWHILE: usize = 32;

/// What `work` makes of each of the `things`, in their order.
pub(crate) fn on_all_cores<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let parts = cores.min(things.len() / WORTHWHILE).max(1);
    let mut pieces = things.chunks(things.len().div_ceil(parts).max(1));
    let own = pieces.next().unwrap_or_default();
    let work = &work;
    thread::scope(|scope| {
        let begun: Vec<_> = pieces
            .map(|piece| {
                let work = move || piece.iter().map(work).collect::<Vec<R>>();
                // Where the system gives no thread, this one does it.
                let thread = thread::Builder::new().spawn_scoped(scope, work);
                thread.map_err(|_| piece)
            })
            .collect();
        let mut done: Vec<R> = own.iter().map(work).collect();
        for piece in begun {
            match piece {
                Ok(thread) => match thread.join() {
                    Ok(made) => done.extend(made),
                    Err(failure) => std::panic::resume_unwind(failure),
                },
                Err(piece) => done.extend(piece.iter().map(work)),
            }
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_of_things_is_in_their_order() {
        for count in [0, 1, 31, 64, 65, 1_000] {
            let things: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = things.iter().map(|thing| thing * 2).collect();
            assert_eq!(on_all_cores(&things, |thing| thing * 2), doubled);
        }
    }
}
