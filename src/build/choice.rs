//! Which documents a run is about, and what becomes of the entries of the others.

use super::Request;
use super::manifest::{Entry, Manifest};
use crate::finding::{Fault, Finding};
use crate::model::ForumFile;
use crate::plan::Job;

/// A finding for each kind under `formats` of the forum that does not exist.
pub fn unknown_formats(file: &ForumFile, jobs: &[Job<'_>]) -> Vec<Finding> {
    let named = file.formats.kinds();
    let unknown = named.filter(|kind| !jobs.iter().any(|job| job.kind == **kind));
    let finding = |kind: &String| {
        let fault = Fault::UnknownTarget {
            name: kind.clone(),
            known: known_kinds(jobs),
        };
        Finding::new(fault).in_file("inputs/forum.yaml")
    };
    unknown.map(finding).collect()
}

fn known_kinds(jobs: &[Job<'_>]) -> String {
    let mut kinds: Vec<&str> = jobs.iter().map(|job| job.kind.as_str()).collect();
    kinds.dedup();
    kinds.join(", ")
}

/// The documents that are asked for.
pub fn asked(documents: &[Entry], request: &Request) -> Vec<Entry> {
    let target = |entry: &Entry| {
        request
            .targets
            .iter()
            .any(|target| entry.id == *target || entry.kind == *target)
    };
    let unit = |entry: &Entry| entry.unit.as_ref().is_some_and(|unit| request.units.contains(unit));
    let documents = documents
        .iter()
        .filter(|entry| request.targets.is_empty() || target(entry));
    let documents = documents.filter(|entry| request.units.is_empty() || unit(entry));
    documents.cloned().collect()
}

/// The jobs that are asked for.
pub fn choose(jobs: &[Job<'_>], request: &Request) -> Result<Vec<usize>, Box<Finding>> {
    for target in &request.targets {
        if !jobs.iter().any(|job| job.id == *target || job.kind == *target) {
            return Err(Box::new(Finding::new(Fault::UnknownTarget {
                name: target.clone(),
                known: known_kinds(jobs),
            })));
        }
    }
    for unit in &request.units {
        if !jobs.iter().any(|job| job.unit.as_ref() == Some(unit)) {
            return Err(Box::new(Finding::new(Fault::UnknownTarget {
                name: unit.clone(),
                known: known_kinds(jobs),
            })));
        }
    }
    let asked = |job: &Job<'_>| {
        let target = request.targets.is_empty() || request.targets.iter().any(|t| job.id == *t || job.kind == *t);
        let unit = request.units.is_empty() || job.unit.as_ref().is_some_and(|unit| request.units.contains(unit));
        target && unit
    };
    Ok(jobs
        .iter()
        .enumerate()
        .filter(|(_, job)| asked(job))
        .map(|(place, _)| place)
        .collect())
}

/// Where not everything is made anew, the other documents keep their entries.
pub fn with_the_others(made: Vec<Entry>, jobs: &[Job<'_>], last: &Manifest) -> Vec<Entry> {
    let is_it = |entry: &Entry, job: &Job<'_>| {
        entry.id == job.id
            && entry.audience == job.audience
            && entry.outputs.iter().all(|output| job.makes(&output.path))
    };
    let mut made = made.into_iter().map(Some).collect::<Vec<_>>();
    let of_jobs = jobs.iter().filter_map(|job| {
        let fresh = made
            .iter_mut()
            .find(|entry| entry.as_ref().is_some_and(|entry| is_it(entry, job)))
            .and_then(Option::take);
        fresh.or_else(|| last.documents.iter().find(|entry| is_it(entry, job)).cloned())
    });
    let mut documents: Vec<Entry> = of_jobs.collect();
    documents.extend(made.into_iter().flatten());
    // Files that no paper has now are known until a whole run may remove them.
    for entry in &last.documents {
        let outputs = documents.iter().flat_map(|entry| &entry.outputs);
        let paths: Vec<&str> = outputs.map(|output| output.path.as_str()).collect();
        if entry
            .outputs
            .iter()
            .any(|output| !paths.contains(&output.path.as_str()))
        {
            documents.push(entry.clone());
        }
    }
    documents
}
