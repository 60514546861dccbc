//! The mouse, where the reader wants it: what it does and where.

/// Something that the mouse did, at a cell of the screen: its column and row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// The main button was pressed.
    Press(u16, u16),
    /// It was moved with the button held.
    Drag(u16, u16),
    /// The button was let go.
    Release,
    /// The wheel was turned down.
    WheelDown(u16, u16),
    /// The wheel was turned up.
    WheelUp(u16, u16),
}

/// A border between panes that is being dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// That of the list.
    List,
    /// That of the actor panel.
    Actors,
}
