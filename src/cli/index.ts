/**
 * The commands of `xinqiao`: one file each, ten lines over the desk. `main.ts` is where the program begins; nothing
 * imports this room.
 */
export type { Command, Print, World } from './command.ts'
