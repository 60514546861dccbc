//! The best way to pair the rows of a table with its columns.

/// How much the best pairing of rows with columns is worth, each row and column used at most once; all worths are 0 or
/// more.
///
/// Exact: rows come in one by one, and each is let in along the cheapest path of changes to what was paired before, found
/// as Dijkstra does over costs that potentials keep from being negative (Kuhn 1955, Munkres 1957; in the form of Jonker
/// and Volgenant 1987).
pub fn most(worth: &[Vec<f64>]) -> f64 {
    let columns = worth.first().map_or(0, Vec::len);
    if worth.len() > columns {
        return most(&turned(worth, columns));
    }
    let mut pairing = Pairing {
        worth,
        row_potential: vec![0.0; worth.len()],
        column_potential: vec![0.0; columns],
        row_of: vec![None; columns],
    };
    for row in 0..worth.len() {
        pairing.let_in(row);
    }
    let paired = pairing.row_of.iter().enumerate();
    paired
        .filter_map(|(column, row)| Some(worth[(*row)?][column]))
        .sum()
}

/// The table with its rows as columns.
fn turned(worth: &[Vec<f64>], columns: usize) -> Vec<Vec<f64>> {
    let column = |column: usize| worth.iter().map(|row| row[column]).collect();
    (0..columns).map(column).collect()
}

/// A pairing of the rows let in so far, the best one of them.
struct Pairing<'a> {
    worth: &'a [Vec<f64>],
    row_potential: Vec<f64>,
    column_potential: Vec<f64>,
    /// By column: the row that it is paired with.
    row_of: Vec<Option<usize>>,
}

/// A column as the search for a path knows it.
#[derive(Clone, Copy)]
struct Reached {
    /// What the cheapest known path to it costs.
    cost: f64,
    /// The column ahead of it on that path; none for the first.
    from: Option<usize>,
    /// Whether that path is settled.
    settled: bool,
}

impl Pairing<'_> {
    fn let_in(&mut self, newcomer: usize) {
        let unreached = Reached {
            cost: f64::INFINITY,
            from: None,
            settled: false,
        };
        let mut reached = vec![unreached; self.row_of.len()];
        let (mut row, mut at, mut cost) = (newcomer, None, 0.0);
        let free = loop {
            for (column, way) in reached.iter_mut().enumerate() {
                let through = cost + self.rest(row, column);
                if !way.settled && through < way.cost {
                    (way.cost, way.from) = (through, at);
                }
            }
            let Some(next) = cheapest(&reached) else {
                return;
            };
            reached[next].settled = true;
            cost = reached[next].cost;
            match self.row_of[next] {
                Some(paired) => (row, at) = (paired, Some(next)),
                None => break next,
            }
        };
        self.raise(newcomer, &reached, cost);
        self.change(newcomer, &reached, free);
    }

    /// What pairing `row` with `column` costs beyond the potentials.
    fn rest(&self, row: usize, column: usize) -> f64 {
        -self.worth[row][column] - self.row_potential[row] - self.column_potential[column]
    }

    /// Raises the potentials, so that the path costs nothing and nothing costs less than nothing.
    fn raise(&mut self, newcomer: usize, reached: &[Reached], cost: f64) {
        self.row_potential[newcomer] += cost;
        for (column, way) in reached.iter().enumerate().filter(|(_, way)| way.settled) {
            let slack = cost - way.cost;
            self.column_potential[column] -= slack;
            if let Some(row) = self.row_of[column] {
                self.row_potential[row] += slack;
            }
        }
    }

    /// Moves every pair along the path to the `free` column on by one.
    fn change(&mut self, newcomer: usize, reached: &[Reached], free: usize) {
        let mut column = free;
        while let Some(before) = reached[column].from {
            self.row_of[column] = self.row_of[before];
            column = before;
        }
        self.row_of[column] = Some(newcomer);
    }
}

/// The column to settle next.
fn cheapest(reached: &[Reached]) -> Option<usize> {
    let open = reached.iter().enumerate().filter(|(_, way)| !way.settled);
    open.min_by(|(_, one), (_, other)| one.cost.total_cmp(&other.cost))
        .map(|(column, _)| column)
}
