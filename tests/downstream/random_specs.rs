//! Random specs, each with an envelope of its own: the same seed, the same spec.
//!
//! Every spec has a row `Filled` whose message has three parameters, a row `Plain`
//! whose message has none, and seldom one that breaks a rule.

use std::collections::HashSet;

#[rustfmt::skip]
const MEMBERS: [&str; 20] = [
    "code", "message", "status", "status_text", "rpc_status", "request_id", "host_id", "title",
    "fix", "doc_url", "recommend", "retryable", "retry_after", "number", "fault", "field",
    "params", "params_text", "details", "access_denied_detail",
];

const FORMATS: [&[&str]; 8] = [
    &["json"],
    &["xml"],
    &["problem"],
    &["json", "xml"],
    &["xml", "json", "problem"],
    &["problem", "xml"],
    &["json", "problem"],
    &["json", "xml", "problem"],
];

/// Names that are those of XML elements, too.
#[rustfmt::skip]
const NAMES: [&str; 14] = [
    "code", "error", "a", "b-1", "_", "Data", "info", "message", "self", "type", "field", "xmlns",
    "params", "item",
];

/// Names that only JSON can have.
#[rustfmt::skip]
const ODD_NAMES: [&str; 14] = [
    "@type", "$ref", "a b", "\"", "\\", "<b>", "</a>", "{code}", "#", "0", "é", "日本", "😀",
    "__proto__",
];

#[rustfmt::skip]
const TEXTS: [&str; 14] = [
    "It failed.", "\"", "\\", "<b>&amp;</b>", "]]>", "*/ //", "{{}}", "\u{85}\u{2028}", "日本 😀",
    "a\tb", "line\nline", "'''", "#\"\"\"#", "$x %s",
];

pub(crate) fn spec(seed: u64) -> String {
    let mut spec = Spec { random: Random(seed), taken: HashSet::new(), odd: false };
    spec.text()
}

struct Spec {
    random: Random,
    /// The places of the envelope.
    taken: HashSet<String>,
    /// Whether names need not be those of XML elements.
    odd: bool,
}

impl Spec {
    fn text(&mut self) -> String {
        let formats = self.random.of(&FORMATS);
        self.odd = !formats.contains(&"xml");
        let name = self.random.of(&["Error", "Shop", "a-b"]);
        let mut head = format!(
            "[catalog]\nname = \"{name}\"\ndocs_url = \"https://shop.example/#{{code}}\"\n\
             [envelope]\nformats = {formats:?}\n"
        );
        for (one_in, line) in [
            (3, "xml_namespace = \"https://shop.example/errors\"\n"),
            (2, "xml_declaration = true\n"),
            (3, "xml_root = \"Answer.x\"\n"),
            (3, "code_header = \"x-error\"\n"),
            (4, "success = { request_id = \"meta.id\", data = \"data\" }\n"),
            (3, "fault = { client = \"you & <I>\", server = \"us\" }\n"),
            (2, "problem_extensions = [\"fix\", \"retry_after\", \"retryable\"]\n"),
        ] {
            head += if self.random.one_in(one_in) { line } else { "" };
        }
        head += &self.detail();
        let mut constants = String::new();
        let mut objects = vec![String::new()];
        for _ in 0..self.random.below(5) {
            constants += &self.object(&mut objects);
        }
        for _ in 0..self.random.below(4) {
            constants += &self.constant(&objects);
        }
        let members = self.members(&objects);
        let mut own = String::new();
        for _ in 0..self.random.below(3) {
            own += &self.constant(&objects);
        }
        // One that wins over a constant of the envelope, as a rule of none that tells objects
        // of a list apart.
        if let Some((place, _)) = constants.split_once(" = ")
            && self.random.one_in(if place.contains('[') { 12 } else { 1 })
        {
            own += &format!("{place} = {}\n", self.scalar());
        }
        let rows = self.rows(&own);
        format!("{head}{members}[envelope.constants]\n{constants}{rows}")
    }

    /// The names of a detail, if not the usual ones.
    fn detail(&mut self) -> String {
        let mut members = vec!["field", "code", "message"];
        self.random.shuffle(&mut members);
        let sent = self.random.below(7);
        let named = members.iter().take(sent).enumerate();
        let named: Vec<String> = named
            .map(|(at, member)| format!("{member} = {}", quoted(&format!("{}{at}", self.name()))))
            .collect();
        if sent > 3 { String::new() } else { format!("detail = {{ {} }}\n", named.join(", ")) }
    }

    /// Makes room for an object, or for a list of them, which a constant tells apart.
    fn object(&mut self, objects: &mut Vec<String>) -> String {
        let outer = self.random.of_strings(objects);
        if outer.matches('.').count() > 5 {
            return String::new();
        }
        let place = self.place(&outer);
        if self.random.one_in(2) {
            objects.push(place);
            return String::new();
        }
        let kind = self.random.of(&NAMES);
        // Two that are one text do not follow each other.
        let kinds =
            ["\"1\"", "true", "\" <k>&\\t\"", "-7", "\"true\"", "1", "\"\\u0001\"", "\"k\""];
        let first = self.random.below(kinds.len());
        let mut constants = String::new();
        for item in 0..=self.random.below(3) {
            let object = format!("{place}[{item}]");
            let constant = format!("{object}.{kind}");
            let value = kinds[(first + item) % kinds.len()];
            constants += &format!("{} = {value}\n", quoted(&constant));
            self.taken.insert(constant);
            objects.push(object);
        }
        constants
    }

    fn constant(&mut self, objects: &[String]) -> String {
        let object = self.random.of_strings(objects);
        let place = quoted(&self.place(&object));
        format!("{place} = {}\n", self.scalar())
    }

    fn scalar(&mut self) -> String {
        match self.random.below(3) {
            0 => (self.random.next() as i64).to_string(),
            1 => self.random.one_in(2).to_string(),
            _ => quoted(self.random.of(&TEXTS)),
        }
    }

    fn members(&mut self, objects: &[String]) -> String {
        let mut members = MEMBERS.to_vec();
        self.random.shuffle(&mut members);
        let mut text = String::from("[envelope.members]\n");
        for member in members {
            let is_sent = match member {
                "code" => true,
                "message" => !self.random.one_in(8),
                _ => self.random.one_in(2),
            };
            if is_sent {
                let object = self.random.of_strings(objects);
                text += &format!("{member} = {}\n", quoted(&self.place(&object)));
            }
        }
        text
    }

    /// A place in an object that nothing else has.
    fn place(&mut self, object: &str) -> String {
        let dot = if object.is_empty() { "" } else { "." };
        let mut place = format!("{object}{dot}{}", self.name());
        while !self.taken.insert(place.clone()) {
            place.push_str(self.random.of(&["a", "b", "c"]));
        }
        place
    }

    fn name(&mut self) -> &'static str {
        if self.odd && self.random.one_in(2) {
            return self.random.of(&ODD_NAMES);
        }
        self.random.of(&NAMES)
    }

    fn rows(&mut self, own: &str) -> String {
        let code = self.random.of(&["Filled", "a/b:c", "42", "r#self", "x.Y_z-1"]).replace('#', "");
        let between = [0; 2].map(|_| self.random.of(&TEXTS));
        let message = format!("{{text}}{}{{count}}{}{{truth}}.", between[0], between[1]);
        let mut rows = row(&code, "Filled", 400, &message) + &self.facts(1);
        rows +=
            "params.count = { type = \"integer\", example = 7 }\nparams.truth.type = \"boolean\"\n";
        if self.random.one_in(3) {
            rows += "[[error.case]]\nname = \"again\"\nmessage = \"Again {text}.\"\n";
        }
        rows += &row("Old.Code", "Old", 410, self.random.of(&TEXTS));
        rows += &self.facts(3);
        rows += "deprecated = { since = \"2\", note = \"It is <old>.\" }\n";
        let status = self.random.of(&[404, 429, 500, 503, 599]);
        let message = self.random.of(&TEXTS);
        rows += &row("Plain.Code", "Plain", status, message);
        rows += &self.facts(2);
        rows += "[error.members]\n";
        rows + own
    }

    /// What a row says beside its code and its message.
    fn facts(&mut self, number: i64) -> String {
        let mut facts = String::new();
        for key in ["title", "cause", "fix"] {
            if self.random.one_in(2) {
                facts += &format!("{key} = {}\n", quoted(self.random.of(&TEXTS)));
            }
        }
        for (one_in, line) in [
            (2, format!("number = {}\n", number - 7)),
            (2, format!("retry_after = {}\n", self.random.below(1 << 31))),
            (2, "retryable = true\n".to_owned()),
            (3, format!("aliases = [\"other-{number}\"]\n")),
            (3, "doc_url = \"https://shop.example/?a=b&c\"\n".to_owned()),
        ] {
            facts += if self.random.one_in(one_in) { &line } else { "" };
        }
        facts
    }
}

fn row(code: &str, variant: &str, status: u16, message: &str) -> String {
    format!(
        "[[error]]\ncode = \"{code}\"\nvariant = \"{variant}\"\nstatus = {status}\nmessage = {}\n",
        quoted(message)
    )
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' | '\0'..='\x1f' | '\x7f' => format!("\\u{:04X}", u32::from(c)),
        _ => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

struct Random(u64);

impl Random {
    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn of_strings(&mut self, all: &[String]) -> String {
        all[self.below(all.len())].clone()
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}
