//! What has been marked in a picker, to be laid side by side.

use crate::library::jump::JumpTarget;

/// The marked things, in the order in which they were marked.
#[derive(Debug, Clone, Default)]
pub struct Ticked {
    targets: Vec<JumpTarget>,
}

impl Ticked {
    /// Marks what is not marked, and takes the mark off what is.
    pub fn turn(&mut self, target: JumpTarget) {
        match self.targets.iter().position(|other| *other == target) {
            Some(at) => {
                self.targets.remove(at);
            }
            None => self.targets.push(target),
        }
    }

    /// Whether `target` is marked.
    pub fn has(&self, target: &JumpTarget) -> bool {
        self.targets.contains(target)
    }

    /// What is marked.
    pub fn all(&self) -> &[JumpTarget] {
        &self.targets
    }
}
