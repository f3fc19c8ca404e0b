/** Workbooks and archives as other people's programs write them. For tests only. */
export { xlsOf, xlsxOf } from './workbooks.ts'
export { type ZipFile, zipOf } from './zips.ts'
