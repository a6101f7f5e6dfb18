//! Maps of pairs.

use std::collections::BTreeMap;

/// Puts one pair after another into a map. `collect` sorts them first, with a sort that
/// is compiled for each iterator: an eighth of what rustc made of this crate.
pub(crate) fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    pairs.into_iter().for_each(|(key, value)| {
        map.insert(key, value);
    });
    map
}
