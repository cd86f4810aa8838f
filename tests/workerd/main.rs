//! The edge from outside: real workerd, real SQLite, real HTTP.
#![allow(clippy::unwrap_used)]

mod access;
mod anonymity;
mod bodies;
mod claims;
mod configs;
mod contract;
mod crash;
mod disks;
mod durable;
mod erase;
mod export;
mod health;
mod heard;
mod influence;
mod leaks;
mod movers;
mod named;
mod people;
mod privacy;
mod query;
mod refusals;
mod regions;
mod restore;
mod roles;
mod segments;
mod sessions;
mod shards;
mod shares;
mod tag;
mod textbook;
mod tokens;
mod ungate;
mod visits;
mod world;
mod zones;
