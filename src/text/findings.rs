//! What a review found, in words.

use super::Words;
use crate::domain::goal::{Scale, Score};
use crate::domain::meeting::{Finding, anchor};
use crate::say;

impl Words {
    /// "+1 enemmän kuin toivottiin": the number, which may be typed, and the words that it stands for.
    pub fn anchored(&self, scale: Scale, score: Score) -> String {
        format!("{score} {}", self.get(&anchor(scale, score)))
    }

    /// "asiakas +1 · työntekijä 0"; nothing when nobody gave a score.
    pub fn scores(&self, finding: &Finding) -> String {
        let client = finding.client_score.map(|score| say!(self, "score-client", score = score.to_string()));
        let worker = finding.worker_score.map(|score| say!(self, "score-worker", score = score.to_string()));
        client.into_iter().chain(worker).collect::<Vec<_>>().join(" · ")
    }

    /// The scores, then what was said: "asiakas +1 · työntekijä 0. Ryhmä on auttanut."
    pub fn finding(&self, finding: &Finding) -> String {
        let said = finding.assessment.as_ref().map(|text| text.replace('\n', " "));
        let parts = [Some(self.scores(finding)).filter(|scores| !scores.is_empty()), said];
        parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lang::Lang;

    #[test]
    fn a_finding_is_both_scores_and_the_words() {
        let words = Words::new(Lang::Fi);
        let both =
            Finding { client_score: Score::new(1), worker_score: Score::new(0), assessment: Some("Sujuu.".into()) };
        assert_eq!(words.finding(&both), "asiakas +1 · työntekijä 0. Sujuu.");
        assert_eq!(words.scores(&Finding { client_score: None, ..both }), "työntekijä 0");
        assert_eq!(words.finding(&Finding::default()), "");
        assert_eq!(words.anchored(Scale::Attainment, Score::ALL[0]), "-2 paljon vähemmän kuin toivottiin");
    }
}
