//! Circles among things that need each other: which ones stand in one. It changes nothing.

/// Nodes of a graph that can be reached from themselves. `edges` lists, for every node, the nodes that it needs.
pub(crate) fn members(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        edges,
        order: vec![None; edges.len()],
        low: vec![0; edges.len()],
        on_path: vec![false; edges.len()],
        path: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for start in 0..edges.len() {
        if search.order[start].is_none() {
            search.walk(start);
        }
    }
    search.found.sort_unstable();
    search.found
}

/// Tarjan's search for strongly connected parts, with a stack of its own: chains of views can be long.
struct Search<'a> {
    edges: &'a [Vec<usize>],
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    on_path: Vec<bool>,
    path: Vec<usize>,
    next: usize,
    found: Vec<usize>,
}

impl Search<'_> {
    fn enter(&mut self, node: usize) {
        self.order[node] = Some(self.next);
        self.low[node] = self.next;
        self.next += 1;
        self.path.push(node);
        self.on_path[node] = true;
    }

    fn walk(&mut self, start: usize) {
        self.enter(start);
        let mut open = vec![(start, 0)];
        while let Some((node, at)) = open.last_mut() {
            let node = *node;
            if let Some(to) = self.edges[node].get(*at).copied() {
                *at += 1;
                match self.order[to] {
                    None => {
                        self.enter(to);
                        open.push((to, 0));
                    }
                    Some(order) if self.on_path[to] => self.low[node] = self.low[node].min(order),
                    Some(_) => {}
                }
                continue;
            }
            open.pop();
            if let Some((above, _)) = open.last() {
                self.low[*above] = self.low[*above].min(self.low[node]);
            }
            if Some(self.low[node]) == self.order[node] {
                self.close(node);
            }
        }
    }

    /// Everything above a node on the path, and itself, reaches each other.
    fn close(&mut self, node: usize) {
        let from = self.path.iter().rposition(|other| *other == node).unwrap_or_default();
        let part = self.path.split_off(from);
        for member in &part {
            self.on_path[*member] = false;
        }
        if part.len() > 1 {
            self.found.extend(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::members;

    #[test]
    fn only_what_stands_in_a_circle_is_found() {
        assert_eq!(members(&[vec![1], vec![2], vec![0], vec![0], vec![]]), [0, 1, 2]);
        assert_eq!(members(&[vec![1, 2], vec![3], vec![3], vec![]]), [0_usize; 0]);
        assert_eq!(members(&[vec![1], vec![0], vec![3], vec![2, 0]]), [0, 1, 2, 3]);
    }

    #[test]
    fn a_long_chain_is_no_trouble() {
        let mut edges: Vec<Vec<usize>> = (1..100_001).map(|next| vec![next]).collect();
        edges.push(Vec::new());
        assert_eq!(members(&edges), [0_usize; 0]);
    }
}
