//! The catalogs of the server by their numbers, which are fixed for all majors: they name the kind of an object.

/// A catalog and a row of it: the server's own name of an object.
pub(crate) type Key = (i64, i64);

pub(crate) const TYPE: i64 = 1247;
pub(crate) const PROC: i64 = 1255;
pub(crate) const CLASS: i64 = 1259;
pub(crate) const ROLE: i64 = 1260;
pub(crate) const FOREIGN_SERVER: i64 = 1417;
pub(crate) const USER_MAPPING: i64 = 1418;
pub(crate) const FOREIGN_DATA_WRAPPER: i64 = 2328;
pub(crate) const ACCESS_METHOD: i64 = 2601;
pub(crate) const AMOP: i64 = 2602;
pub(crate) const AMPROC: i64 = 2603;
pub(crate) const ATTRDEF: i64 = 2604;
pub(crate) const CAST: i64 = 2605;
pub(crate) const CONSTRAINT: i64 = 2606;
pub(crate) const CONVERSION: i64 = 2607;
pub(crate) const LANGUAGE: i64 = 2612;
pub(crate) const LARGE_OBJECT: i64 = 2613;
pub(crate) const NAMESPACE: i64 = 2615;
pub(crate) const OPCLASS: i64 = 2616;
pub(crate) const OPERATOR: i64 = 2617;
pub(crate) const REWRITE: i64 = 2618;
pub(crate) const TRIGGER: i64 = 2620;
pub(crate) const OPFAMILY: i64 = 2753;
pub(crate) const EXTENSION: i64 = 3079;
pub(crate) const POLICY: i64 = 3256;
pub(crate) const STATISTIC_EXT: i64 = 3381;
pub(crate) const COLLATION: i64 = 3456;
pub(crate) const STATISTIC: i64 = 2619;
pub(crate) const EVENT_TRIGGER: i64 = 3466;
pub(crate) const TRANSFORM: i64 = 3576;
pub(crate) const TS_DICT: i64 = 3600;
pub(crate) const TS_PARSER: i64 = 3601;
pub(crate) const TS_CONFIG: i64 = 3602;
pub(crate) const TS_TEMPLATE: i64 = 3764;
pub(crate) const DEFAULT_ACL: i64 = 826;
pub(crate) const SUBSCRIPTION: i64 = 6100;
pub(crate) const PUBLICATION: i64 = 6104;
pub(crate) const PUBLICATION_REL: i64 = 6106;
pub(crate) const PUBLICATION_NAMESPACE: i64 = 6237;

/// What a security module says of an object.
pub(crate) const LABEL: i64 = -15;
/// That a role is in another one.
pub(crate) const MEMBERSHIP: i64 = -14;
/// The first mention of a type, which its own functions need before it can be made.
pub(crate) const SHELL: i64 = -12;
/// The refresh of a materialized view: no object of the server, but something that others wait for.
pub(crate) const REFRESH: i64 = -1;
/// What is set on a table after its rows are there.
pub(crate) const FINISH: i64 = -2;
/// The attachment of a partition's index to its parent's.
pub(crate) const ATTACH: i64 = -3;
/// The value of a sequence.
pub(crate) const STATE: i64 = -4;
/// The statistics of a table.
pub(crate) const ANALYZE: i64 = -5;
/// Owner and grants of an object: its key's number is a running one.
pub(crate) const RIGHTS: i64 = -6;
/// The look at the rows that a foreign key speaks of.
pub(crate) const VALIDATION: i64 = -11;
/// What a function with a parsed body does, where that is said later than the function.
pub(crate) const BODY: i64 = -20;
/// That a function finds names by its own path while what is built on it is built.
pub(crate) const PATH: i64 = -21;
/// When a trigger of a partition fires, where that is not as on the partitioned table.
pub(crate) const FIRING: i64 = -9;
