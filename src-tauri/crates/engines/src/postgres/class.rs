//! The catalogs of the server by their numbers, which are fixed for all majors: they name the kind of an object.

/// A catalog and a row of it: the server's own name of an object.
pub(crate) type Key = (i64, i64);

macro_rules! classes {
    ($($name:ident = $oid:literal, $catalog:literal;)+) => {
        $(pub(crate) const $name: i64 = $oid;)+
        /// Every catalog whose objects we read or name, by its name.
        pub(crate) const KNOWN: &[(i64, &str)] = &[$(($oid, $catalog),)+];
    };
}

classes! {
    TYPE = 1247, "pg_type";
    PROC = 1255, "pg_proc";
    CLASS = 1259, "pg_class";
    FOREIGN_SERVER = 1417, "pg_foreign_server";
    USER_MAPPING = 1418, "pg_user_mapping";
    FOREIGN_DATA_WRAPPER = 2328, "pg_foreign_data_wrapper";
    ACCESS_METHOD = 2601, "pg_am";
    AMOP = 2602, "pg_amop";
    AMPROC = 2603, "pg_amproc";
    ATTRDEF = 2604, "pg_attrdef";
    CAST = 2605, "pg_cast";
    CONSTRAINT = 2606, "pg_constraint";
    CONVERSION = 2607, "pg_conversion";
    LANGUAGE = 2612, "pg_language";
    LARGE_OBJECT = 2613, "pg_largeobject";
    NAMESPACE = 2615, "pg_namespace";
    OPCLASS = 2616, "pg_opclass";
    OPERATOR = 2617, "pg_operator";
    REWRITE = 2618, "pg_rewrite";
    TRIGGER = 2620, "pg_trigger";
    OPFAMILY = 2753, "pg_opfamily";
    EXTENSION = 3079, "pg_extension";
    POLICY = 3256, "pg_policy";
    STATISTIC_EXT = 3381, "pg_statistic_ext";
    COLLATION = 3456, "pg_collation";
    EVENT_TRIGGER = 3466, "pg_event_trigger";
    ENUM = 3501, "pg_enum";
    TRANSFORM = 3576, "pg_transform";
    TS_DICT = 3600, "pg_ts_dict";
    TS_PARSER = 3601, "pg_ts_parser";
    TS_CONFIG = 3602, "pg_ts_config";
    TS_TEMPLATE = 3764, "pg_ts_template";
    DEFAULT_ACL = 826, "pg_default_acl";
    SUBSCRIPTION = 6100, "pg_subscription";
    PUBLICATION = 6104, "pg_publication";
    PUBLICATION_REL = 6106, "pg_publication_rel";
    PUBLICATION_NAMESPACE = 6237, "pg_publication_namespace";
}

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
