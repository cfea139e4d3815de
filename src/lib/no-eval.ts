import { config } from 'zod';

// The page's policy forbids code made from text. Zod would try all the same, at its first schema: the browser then
// looks up where in half a megabyte of code that was, to report it. Imported before any schema.
config({ jitless: true });
