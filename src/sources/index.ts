/**
 * Sources: what a dataset is, who delivers it, and what of a delivery file may come in.
 * Owns the definitions of datasets and sources, batches, checks on arrival, quarantine and freshness.
 */
export { DatasetDefinition, type DatasetField, Name, readDataset } from './definition.ts'
