#!/usr/bin/env node
// Before tsx listens: it looks at each of typebox's hundreds of modules, and a start took 0.4 s longer.
import 'typebox'
import 'typebox/compile'
import { register } from 'tsx/esm/api'

register()
await import('../src/cli/main.ts')
