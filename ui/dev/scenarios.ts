/** Scripted hosts for the gallery of states. */
import { MemoryPlatform } from '../src/platform/memory';

export function scenario(): MemoryPlatform {
  return new MemoryPlatform();
}
