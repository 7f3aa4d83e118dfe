import { config } from "zod";

// Must run before the first contract is made: the content security policy allows no code made from strings.
config({ jitless: true });
