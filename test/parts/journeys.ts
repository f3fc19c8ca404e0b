import { filesOf, importAll } from './import.ts'

await importAll(filesOf('journeys', []))
