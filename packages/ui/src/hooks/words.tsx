import { createContext, use } from 'react';
import { en, type Words } from '../strings/en.ts';

const WordsContext = createContext<Words>(en);

/** Every sentence on the screen comes from here; a further language is a further table of the same type. */
export function useWords(): Words {
  return use(WordsContext);
}
