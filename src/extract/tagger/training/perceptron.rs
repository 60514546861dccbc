//! The averaged structured perceptron: find the best row of labels, and where it is wrong, move the weights.
//!
//! After M. Collins, Discriminative Training Methods for Hidden Markov Models (EMNLP 2002). Weights are whole numbers;
//! the average over all steps is divided out once at the end.

use super::super::feature::{ROWS, TEMPLATE_SHIFT};
use super::super::label::{LABELS, LANES, Steps, best};
use super::super::weights::{LENGTH, NAME, checksum};
use super::dice::Dice;
use super::sample::Sample;

/// How many perceptrons are trained and added up: less chance in the order of the samples.
const RUNS: usize = 3;

/// How often every sample is looked at.
const ROUNDS: usize = 6;

/// How many of a hundred features are left out at each look, so that no weight leans on another.
const LEFT_OUT: usize = 25;

/// How many of a hundred samples are looked at as if the rules had found nothing.
const WITHOUT_RULES: usize = 20;

/// How many of a hundred samples are looked at as if the word list were empty.
const WITHOUT_LISTS: usize = 5;

/// Averages below this part of a step are noise.
const NOISE: f64 = 0.05;

struct Weights {
    now: Vec<[i32; LANES]>,
    past: Vec<[i64; LANES]>,
    steps: Steps,
    past_steps: [[i64; LABELS]; LABELS],
    time: i64,
}

impl Weights {
    fn scores(&self, sample: &[Vec<u32>]) -> Vec<[i32; LANES]> {
        sample
            .iter()
            .map(|rows| {
                let mut sum = [0; LANES];
                for &row in rows {
                    for (lane, weight) in sum.iter_mut().zip(&self.now[row as usize]) {
                        *lane += weight;
                    }
                }
                sum
            })
            .collect()
    }

    fn move_word(&mut self, rows: &[u32], label: u8, by: i32) {
        let label = usize::from(label);
        for &row in rows {
            self.now[row as usize][label] += by;
            self.past[row as usize][label] += self.time * i64::from(by);
        }
    }

    fn move_steps(&mut self, labels: &[u8], by: i32) {
        let mut before = 0;
        for &label in labels {
            let label = usize::from(label);
            self.steps[before][label] += by;
            self.past_steps[before][label] += self.time * i64::from(by);
            before = label;
        }
    }
}

/// Trains on `samples` several times over in another order, and gives the file of the weights of all together.
pub(super) fn train(samples: &[Sample], dice: &mut Dice, report: &mut dyn FnMut(&str)) -> Vec<u8> {
    let mut sums = vec![[0_i64; LANES]; ROWS];
    let mut steps = [[0_i64; LABELS]; LABELS];
    let mut time = 0;
    for run in 1..=RUNS {
        let weights = once(samples, dice, &mut |line| {
            report(&format!("run {run}, {line}"));
        });
        time += weights.time;
        let add = |sums: &mut [i64], now: &[i32], past: &[i64]| {
            for ((sum, &now), &past) in sums.iter_mut().zip(now).zip(past) {
                *sum += i64::from(now) * weights.time - past;
            }
        };
        for ((sums, now), past) in sums.iter_mut().zip(&weights.now).zip(&weights.past) {
            add(sums, now, past);
        }
        for ((sums, now), past) in steps
            .iter_mut()
            .zip(&weights.steps)
            .zip(&weights.past_steps)
        {
            add(sums, now, past);
        }
    }
    packed(&sums, &steps, time, report)
}

fn once(samples: &[Sample], dice: &mut Dice, report: &mut dyn FnMut(&str)) -> Weights {
    let mut weights = Weights {
        now: vec![[0; LANES]; ROWS],
        past: vec![[0; LANES]; ROWS],
        steps: [[0; LABELS]; LABELS],
        past_steps: [[0; LABELS]; LABELS],
        time: 1,
    };
    let mut order: Vec<usize> = (0..samples.len()).collect();
    for round in 1..=ROUNDS {
        for place in (1..order.len()).rev() {
            order.swap(place, dice.below(place + 1));
        }
        let mut wrong = 0;
        for &index in &order {
            let sample = &samples[index];
            let rows = thinned(sample, dice);
            let labels = best(&weights.scores(&rows), &weights.steps);
            if labels != sample.labels {
                wrong += 1;
                for (index, rows) in rows.iter().enumerate() {
                    if labels[index] != sample.labels[index] {
                        weights.move_word(rows, sample.labels[index], 1);
                        weights.move_word(rows, labels[index], -1);
                    }
                }
                weights.move_steps(&sample.labels, 1);
                weights.move_steps(&labels, -1);
            }
            weights.time += 1;
        }
        report(&format!("round {round}: {wrong} wrong"));
    }
    weights
}

/// The rows of the sample's words without those left out this time.
fn thinned(sample: &Sample, dice: &mut Dice) -> Vec<Vec<u32>> {
    let (rules, lists) = (!dice.chance(WITHOUT_RULES), !dice.chance(WITHOUT_LISTS));
    (0..sample.len())
        .map(|index| {
            let kept = sample.rows(index).iter().filter(|&&entry| {
                let wanted = match entry >> TEMPLATE_SHIFT {
                    70..=99 => rules,
                    40..=69 | 104 | 105 | 108 | 114 | 115 | 118 => lists,
                    _ => true,
                };
                wanted && !dice.chance(LEFT_OUT)
            });
            kept.map(|entry| entry & ((1 << TEMPLATE_SHIFT) - 1))
                .collect()
        })
        .collect()
}

/// The averaged weights as 8-bit integers in the form of the file.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "sums of at most a few million steps are exact, and the result is rounded to small integers"
)]
fn packed(
    sums: &[[i64; LANES]],
    steps: &[[i64; LABELS]; LABELS],
    time: i64,
    report: &mut dyn FnMut(&str),
) -> Vec<u8> {
    let average = |sum: i64| sum as f64 / time as f64;
    let mut sizes: Vec<f64> = sums
        .iter()
        .flatten()
        .map(|&sum| average(sum).abs())
        .collect();
    sizes.retain(|&size| size >= NOISE);
    sizes.sort_by(f64::total_cmp);
    let rank = sizes.len() - sizes.len() / 2000;
    let top = sizes.get(rank.saturating_sub(1)).copied().unwrap_or(1.0);
    let scale = 127.0 / top;
    report(&format!("{} weights, {top:.1} at the top", sizes.len()));
    let mut body = Vec::with_capacity(LENGTH);
    let kept = (100 - LEFT_OUT) as f64 / 100.0;
    for &sum in steps.iter().flatten() {
        let value = (average(sum) * scale * kept).round();
        body.extend((value.clamp(-32000.0, 32000.0) as i16).to_le_bytes());
    }
    for &sum in sums.iter().flatten() {
        let value = average(sum);
        let kept = if value.abs() < NOISE { 0.0 } else { value };
        body.extend(((kept * scale).round().clamp(-127.0, 127.0) as i8).to_le_bytes());
    }
    let mut file = NAME.to_vec();
    file.extend(checksum(&body).to_le_bytes());
    file.extend(body);
    file
}
