//! Dots in a terminal: each character cell holds two by four of them (Unicode braille).

/// A grid of cells, each with dots, whose they are, and perhaps a letter instead.
pub(super) struct Canvas {
    columns: usize,
    rows: usize,
    cells: Vec<Cell>,
}

/// One character.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    dots: u8,
    /// Whose dots they are: the number of a line.
    pub(super) owner: Option<usize>,
    mark: Option<char>,
}

impl Cell {
    /// What to print; `None` for an empty cell.
    pub(super) fn character(self) -> Option<char> {
        let dots = || (self.dots != 0).then(|| char::from_u32(0x2800 + u32::from(self.dots))).flatten();
        self.mark.or_else(dots)
    }
}

/// Bits of the dots of a cell, by row and column.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Canvas {
    pub(super) fn new(columns: usize, rows: usize) -> Self {
        Self { columns, rows, cells: vec![Cell::default(); columns * rows] }
    }

    /// Dots from left to right.
    pub(super) fn width(&self) -> usize {
        self.columns * 2
    }

    /// Dots from top to bottom.
    pub(super) fn height(&self) -> usize {
        self.rows * 4
    }

    /// Sets a dot; outside of the canvas nothing happens.
    pub(super) fn dot(&mut self, x: usize, y: usize, owner: usize) {
        if x < self.width() && y < self.height() {
            let cell = &mut self.cells[y / 4 * self.columns + x / 2];
            cell.dots |= BITS[y % 4][x % 2];
            cell.owner = Some(owner);
        }
    }

    /// Puts a letter where a dot would be, unless one is there.
    pub(super) fn mark(&mut self, x: usize, y: usize, owner: usize, letter: char) {
        if x < self.width() && y < self.height() {
            let cell = &mut self.cells[y / 4 * self.columns + x / 2];
            if cell.mark.is_none() {
                *cell = Cell { mark: Some(letter), owner: Some(owner), ..*cell };
            }
        }
    }

    pub(super) fn row(&self, row: usize) -> &[Cell] {
        &self.cells[row * self.columns..(row + 1) * self.columns]
    }
}
