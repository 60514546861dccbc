//! What pickers look in: whether the names and titles of the library have been gathered.

/// What is known of the names and titles of the library. They are gathered on another thread, from the library as it was
/// then; until that is done, pickers look in those from before.
#[derive(Debug, Clone, Default)]
pub struct Gathering {
    /// Which picture of the library is on screen, counted from the first.
    picture: u64,
    /// From which one the names are.
    gathered: Option<u64>,
    /// Whether somebody is at it.
    going: bool,
}

impl Gathering {
    /// There is another picture of the library.
    pub fn next_picture(&mut self) {
        self.picture += 1;
    }

    /// The number of the picture whose names are to be gathered now, if there is one: the first that is `complete`, and then
    /// whenever a picker is `open` and the names are of an earlier one.
    pub fn begin(&mut self, open: bool, complete: bool) -> Option<u64> {
        let wanted = open || complete && self.gathered.is_none();
        let stale = self.gathered != Some(self.picture);
        (wanted && stale && !self.going).then(|| {
            self.going = true;
            self.picture
        })
    }

    /// The names of that picture have been gathered, or cannot be.
    pub fn end(&mut self, picture: u64) {
        self.going = false;
        self.gathered = Some(picture);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_gathered_once_the_library_is_complete_and_then_when_a_picker_wants_them() {
        let mut gathering = Gathering::default();
        gathering.next_picture();
        assert_eq!(gathering.begin(false, false), None);
        gathering.next_picture();
        assert_eq!(gathering.begin(false, true), Some(2));
        gathering.next_picture();
        assert_eq!(gathering.begin(true, true), None, "somebody is at it");
        gathering.end(2);
        assert_eq!(gathering.begin(false, true), None, "nobody wants them");
        assert_eq!(gathering.begin(true, true), Some(3));
        gathering.end(3);
        assert_eq!(gathering.begin(true, true), None, "they are of now");
    }
}
