//! What a benchmark measured: lines of figures, for people and for docs/costs.md.

use std::fmt;

/// A line for each way to do something, at each size of a table, errspec's first.
pub struct Figures {
    pub title: &'static str,
    /// What each figure is, with its unit.
    pub columns: &'static [&'static str],
    pub lines: Vec<Line>,
}

pub struct Line {
    /// How many codes the table has.
    pub codes: usize,
    pub way: &'static str,
    /// A figure a column, NaN where one cannot be had; or why there are none.
    pub values: Result<Vec<f64>, &'static str>,
}

/// Each figure, and how many times errspec's it is.
impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        write!(f, "{:>8} {:>20}", "codes", "")?;
        for column in self.columns {
            write!(f, " {column:>18}")?;
        }
        writeln!(f)?;
        let mut errspec: &[f64] = &[];
        for Line { codes, way, values } in &self.lines {
            write!(f, "{codes:>8} {way:>20}")?;
            match values {
                Err(reason) => write!(f, " {reason}")?,
                Ok(values) => {
                    if *way == "errspec" {
                        errspec = values;
                    }
                    for (place, value) in values.iter().enumerate() {
                        let ours = errspec.get(place).unwrap_or(&f64::NAN);
                        write!(f, " {value:>11.1} {:>6.2}", value / ours)?;
                    }
                }
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// A way to do something, ready to be run, or why it cannot be.
pub type Way<T> = (&'static str, Result<T, &'static str>);

/// Runs each way in turn, so that whatever else the machine does hits all alike.
/// The figures are medians.
pub fn take_turns<T>(
    codes: usize,
    rounds: usize,
    mut ways: Vec<Way<T>>,
    mut run: impl FnMut(&mut T) -> Option<Vec<f64>>,
) -> Vec<Line> {
    let mut runs = vec![Vec::new(); ways.len()];
    for _ in 0..rounds {
        for ((_, way), runs) in ways.iter_mut().zip(&mut runs) {
            if let Ok(way) = way {
                runs.extend(run(way));
            }
        }
    }
    let line = |((way, ready), runs): (Way<T>, Vec<Vec<f64>>)| {
        let medians = |first: &Vec<f64>| {
            let column = |place| median(runs.iter().map(|run| run[place]).collect());
            (0..first.len()).map(column).collect()
        };
        let values = ready.and_then(|_| runs.first().map(medians).ok_or("not measured"));
        Line { codes, way, values }
    };
    ways.into_iter().zip(runs).map(line).collect()
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
