// The server as a program, warm; and for who wants to start it from a program of their own, what it exports.
import { warm } from './warm.js';

const { exports, keep } = warm('serverMain.cjs');
// By then the first documents have been judged, and nobody waits.
setTimeout(keep, 5_000).unref();

export const serve = (): void => (exports as { serve(): void }).serve();
