//! The order of building: dependencies first, and each object as early as its phase allows.
//!
//! An object that needs something of a later phase is moved to that phase. A table cannot be moved: it is named instead.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use domain::engine::{Phase, Reason, Refusal, Script, Task, TaskId};
use domain::finding::Level;

use super::catalog::Catalog;
use super::circles;
use super::class::{self, Key};
use super::ddl::{Drawing, Node};

/// What is to be done, in order.
pub(crate) struct Ordered {
    pub(crate) tasks: Vec<Task>,
    /// The node of each task.
    pub(crate) nodes: Vec<usize>,
    /// For every node, the nodes that it needs.
    pub(crate) edges: Vec<Vec<usize>>,
}

/// Puts the drawn objects in order. What cannot be ordered is added to what is uncarried.
pub(crate) fn tasks(catalog: &Catalog, drawing: &mut Drawing) -> Ordered {
    let mut edges = edges_of(catalog, drawing);
    if drawing.open(&circles::members(&edges)) {
        edges = edges_of(catalog, drawing);
    }
    let order = sorted(&drawing.nodes, &edges);
    let phases = phases(&drawing.nodes, &edges, &order);
    for (at, node) in drawing.nodes.iter().enumerate() {
        if node.kind == "table" && phases[at] != Phase::BeforeData {
            let (kind, name) = (node.kind, node.name.clone());
            drawing.note(
                kind,
                &name,
                Reason::KindNotCarried,
                Level::Blocker,
                &[("why", "needs-later-object")],
            );
            break;
        }
    }
    let mut tasks: Vec<Task> = Vec::new();
    let mut own: Vec<usize> = Vec::new();
    let mut placed: HashMap<usize, TaskId> = HashMap::new();
    for phase in [Phase::BeforeData, Phase::AfterTable, Phase::AfterData, Phase::Beside, Phase::Last] {
        for at in order.iter().copied().filter(|at| phases[*at] == phase) {
            let node = &drawing.nodes[at];
            if node.statements.is_empty() {
                continue;
            }
            let id = TaskId(u32::try_from(tasks.len()).unwrap_or(u32::MAX));
            placed.insert(at, id);
            own.push(at);
            // By one session they are in order anyway.
            let free = matches!(phase, Phase::AfterTable | Phase::Beside);
            let beside = |dep: &&usize| free && phases[**dep] == phase;
            tasks.push(Task {
                id,
                phase,
                kind: node.kind,
                name: node.name.clone(),
                table: node.table.filter(|_| phase == Phase::AfterTable).and_then(|t| u32::try_from(t).ok()),
                waits_for: edges[at]
                    .iter()
                    .filter(beside)
                    .filter_map(|dep| placed.get(dep).copied())
                    .collect(),
                weight: node.weight,
                alone: false,
                script: Script(node.statements.clone()),
                redo: node.redo.clone(),
                refusal: refusal(node.kind, phase),
            });
        }
    }
    Ordered { tasks, nodes: own, edges }
}

/// What is built on rows can be mended later, and the rows are there all the same. Before them nothing is lost by an end.
fn refusal(kind: &str, phase: Phase) -> Refusal {
    match (kind, phase) {
        ("statistics_of", _) => Refusal::Told,
        (_, Phase::BeforeData) | ("sequence_value", _) => Refusal::Ends,
        _ => Refusal::Missing,
    }
}

/// For every node, the nodes that it needs.
fn edges_of(catalog: &Catalog, drawing: &Drawing) -> Vec<Vec<usize>> {
    let at: HashMap<Key, usize> = drawing.nodes.iter().enumerate().map(|(at, node)| (node.key, at)).collect();
    let find = |key: Key| at.get(&drawing.resolve(key)).copied();
    let awaited = |from: Key, to: Key| at.get(&drawing.awaited(catalog, from, to)).copied();
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); drawing.nodes.len()];
    let mut add = |from: Option<usize>, to: Option<usize>| {
        if let (Some(from), Some(to)) = (from, to)
            && from != to
        {
            edges[from].push(to);
        }
    };
    for d in &catalog.depends {
        // What belongs to an extension stands for the extension.
        let ref_key = (d.ref_class, d.ref_oid);
        let extension = catalog.members.get(&ref_key).map(|oid| (class::EXTENSION, *oid));
        // What only the body needs, where the body comes later.
        let shape =
            matches!(d.ref_class, class::TYPE | class::LANGUAGE | class::NAMESPACE | class::EXTENSION);
        let body = (class::BODY, d.oid);
        let later = d.class == class::PROC && !shape && at.contains_key(&body);
        let from = if later { body } else { (d.class, d.oid) };
        add(find(from), awaited(from, extension.unwrap_or(ref_key)));
    }
    for (from, node) in drawing.nodes.iter().enumerate() {
        for key in &node.needs {
            add(Some(from), find(*key));
        }
    }
    by_casts(catalog, drawing, &at, &mut edges);
    for list in &mut edges {
        list.sort_unstable();
        list.dedup();
    }
    edges
}

/// An expression in which a cast stands is known to need the function of the cast only; read again it needs the cast.
fn by_casts(catalog: &Catalog, drawing: &Drawing, at: &HashMap<Key, usize>, edges: &mut [Vec<usize>]) {
    let place = |key: Key| at.get(&drawing.resolve(key)).copied();
    let mut casts: HashMap<Key, Vec<usize>> = HashMap::new();
    for cast in catalog.others.iter().filter(|other| other.class == class::CAST) {
        let key = (cast.class, cast.oid);
        let functions = catalog.depends_of(key).iter().filter(|d| d.ref_class == class::PROC);
        for d in functions {
            casts.entry((d.ref_class, d.ref_oid)).or_default().extend(place(key));
        }
    }
    let mut below: HashMap<usize, HashSet<usize>> = HashMap::new();
    for d in catalog.depends.iter().filter(|d| d.ref_class == class::PROC && d.class != class::CAST) {
        for cast in casts.get(&(d.ref_class, d.ref_oid)).into_iter().flatten() {
            let needed = below.entry(*cast).or_insert_with(|| reached(edges, *cast));
            // What the cast itself needs cannot wait for it.
            if let Some(from) = place((d.class, d.oid)).filter(|from| !needed.contains(from)) {
                edges[from].push(*cast);
            }
        }
    }
}

/// Everything that a node needs, by way of others too, and itself.
fn reached(edges: &[Vec<usize>], node: usize) -> HashSet<usize> {
    let (mut seen, mut open) = (HashSet::from([node]), vec![node]);
    while let Some(at) = open.pop() {
        open.extend(edges[at].iter().copied().filter(|to| seen.insert(*to)));
    }
    seen
}

/// Dependencies first; among those that could be next, by phase, rank and name. A circle is cut at its first node.
fn sorted(nodes: &[Node], edges: &[Vec<usize>]) -> Vec<usize> {
    let mut open: Vec<usize> = edges.iter().map(Vec::len).collect();
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (from, list) in edges.iter().enumerate() {
        for to in list {
            needed_by[*to].push(from);
        }
    }
    let place = |at: usize| Reverse((nodes[at].phase, nodes[at].rank, &nodes[at].name, at));
    let mut ready: BinaryHeap<_> = (0..nodes.len()).filter(|at| open[*at] == 0).map(place).collect();
    let mut done = vec![false; nodes.len()];
    let mut order = Vec::with_capacity(nodes.len());
    while order.len() < nodes.len() {
        let next = match ready.pop() {
            Some(Reverse((_, _, _, at))) => at,
            None => match (0..nodes.len()).filter(|at| !done[*at]).max_by_key(|at| place(*at)) {
                Some(at) => at,
                None => break,
            },
        };
        if std::mem::replace(&mut done[next], true) {
            continue;
        }
        order.push(next);
        for from in &needed_by[next] {
            open[*from] = open[*from].saturating_sub(1);
            if open[*from] == 0 && !done[*from] {
                ready.push(place(*from));
            }
        }
    }
    order
}

/// The phase of every node, moved back as far as what it needs demands.
fn phases(nodes: &[Node], edges: &[Vec<usize>], order: &[usize]) -> Vec<Phase> {
    let mut phases: Vec<Phase> = nodes.iter().map(|node| node.phase).collect();
    for at in order {
        for dep in &edges[*at] {
            phases[*at] = match (phases[*at], phases[*dep]) {
                (Phase::BeforeData | Phase::AfterTable, Phase::AfterData)
                | (Phase::BeforeData, Phase::AfterTable) => Phase::AfterData,
                (Phase::Beside, Phase::Beside) => Phase::Beside,
                (_, Phase::Beside | Phase::Last) => Phase::Last,
                (own, _) => own,
            };
        }
    }
    phases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(number: i64, rank: u16) -> Node {
        Node::new((1, number), "view", format!("v{number}")).rank(rank).says("x")
    }

    #[test]
    fn what_is_needed_comes_first_and_ranks_decide_the_rest() {
        let nodes = [node(0, 9), node(1, 5), node(2, 1)];
        assert_eq!(sorted(&nodes, &[vec![], vec![0], vec![]]), [2, 0, 1]);
    }

    #[test]
    fn a_circle_is_cut_and_nothing_is_lost() {
        let nodes = [node(0, 2), node(1, 1), node(2, 0)];
        assert_eq!(sorted(&nodes, &[vec![1], vec![0], vec![1]]), [2, 1, 0]);
    }

    #[test]
    fn what_needs_a_later_thing_is_moved_back() {
        let key = node(0, 0).after(7, 0);
        let nodes = [key, node(1, 1), node(2, 2)];
        let edges = [vec![], vec![0], vec![1]];
        let found = phases(&nodes, &edges, &[0, 1, 2]);
        assert_eq!(found, [Phase::AfterTable, Phase::AfterData, Phase::AfterData]);
    }
}
