//! Tables: columns as wide as their widest cell, headed by words of the catalogue.

use super::{Out, harmless};

impl Out {
    /// Prints rows under their heads.
    pub(crate) fn table(&self, heads: &[&str], rows: &[Vec<String>]) {
        if self.is_json() {
            return;
        }
        let head: Vec<String> = heads.iter().map(|id| self.words().text(id, &[])).collect();
        for line in laid_out(&head, rows) {
            self.line(&line);
        }
    }
}

fn laid_out(head: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let rows: Vec<Vec<String>> = std::iter::once(head.to_vec())
        .chain(rows.iter().cloned())
        .map(|row| row.iter().map(|cell| harmless(cell).replace('\n', " ")).collect())
        .collect();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    rows.iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_whatever_names_hold() {
        let head = ["NAME".to_owned(), "ID".to_owned()];
        let rows =
            [vec!["été".to_owned(), "1".to_owned()], vec!["a\u{1b}[2Jb\nc".to_owned(), "2".to_owned()]];
        let lines = laid_out(&head, &rows);
        assert_eq!(lines, ["NAME      ID", "été       1", "a\u{fffd}[2Jb c  2"]);
    }
}
