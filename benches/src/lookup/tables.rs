//! The tables that are looked up in.

use crate::table;

/// A table of so many codes of one make.
#[derive(Clone, Copy)]
pub struct Table {
    pub codes: usize,
    make: Make,
}

#[derive(Clone, Copy)]
enum Make {
    /// Those of all other benchmarks.
    Dotted,
    /// Like AWS's: 20 to 60 bytes, many of which begin and end as others do.
    Long,
}

/// No two are of one size: it names their programs and texts.
pub const TABLES: [Table; 7] = [
    Table { codes: 32, make: Make::Dotted },
    Table { codes: 48, make: Make::Long },
    Table { codes: 223, make: Make::Long },
    Table { codes: 256, make: Make::Dotted },
    Table { codes: 2_048, make: Make::Dotted },
    Table { codes: 5_897, make: Make::Long },
    Table { codes: 16_384, make: Make::Dotted },
];

impl Table {
    pub fn codes(self) -> Vec<String> {
        let code = match self.make {
            Make::Dotted => table::code,
            Make::Long => |index| long_code(index, &STATES),
        };
        (0..self.codes).map(code).collect()
    }

    /// A code of the same make that the table does not have.
    pub fn other_code(self, index: usize) -> String {
        match self.make {
            Make::Dotted => table::other_code(index),
            Make::Long => long_code(index, &OTHER_STATES),
        }
    }
}

const AREAS: [&str; 16] = [
    "InvalidNetworkInterface",
    "InvalidReservedInstances",
    "InvalidReservedCacheNode",
    "InvalidVpcEndpointService",
    "InvalidVpcPeering",
    "TransitGatewayMulticast",
    "TransitGatewayRoute",
    "DBClusterParameterGroup",
    "DBClusterSnapshot",
    "DBInstanceAutomatedBackup",
    "ReplicationSubnetGroup",
    "ResourceDataSync",
    "ResourcePolicy",
    "SecurityGroupRule",
    "SecurityConfiguration",
    "UnsupportedFeature",
];
const THINGS: [&str; 16] = [
    "Attachment",
    "Association",
    "Connection",
    "Permission",
    "Propagation",
    "Registration",
    "Reference",
    "Description",
    "Subscription",
    "Identifier",
    "Owner",
    "Quota",
    "Tag",
    "Schedule",
    "Version",
    "Zone",
];
const STATES: [&str; 8] = [
    "NotFound",
    "AlreadyExists",
    "LimitExceeded",
    "InUse",
    "Conflict",
    "Mismatch",
    "NotAuthorized",
    "State",
];
const OTHER_STATES: [&str; 8] = [
    "NotReady",
    "AlreadyClosed",
    "RangeExceeded",
    "Taken",
    "Conflux",
    "Malformed",
    "NotSubscribed",
    "Shape",
];
const ENDS: [&str; 3] = ["", "Fault", "Exception"];

/// Every index below 6,144 gives another code. Neighbours differ in every part.
fn long_code(index: usize, states: &[&str; 8]) -> String {
    let index = index * 2_557 % 6_144;
    let (area, rest) = (AREAS[index % 16], index / 16);
    let (thing, rest) = (THINGS[rest % 16], rest / 16);
    let (state, rest) = (states[rest % 8], rest / 8);
    format!("{area}{thing}{state}{}", ENDS[rest])
}
