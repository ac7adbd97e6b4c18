import { useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useWords } from '../hooks/words.tsx';
import { IconButton } from './button.tsx';

interface TagsFieldProps {
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
}

/** Characters; the vault file's own limit is higher, a chip's is not. */
const longestTag = 100;

/** Tags as chips, and a field for one more: Enter or a comma takes it in, Backspace in the empty field takes the last out. */
export function TagsField({ tags, onChange }: TagsFieldProps): ReactElement {
  const words = useWords().edit;
  const [typed, setTyped] = useState('');
  const labelId = useId();
  const inputRef = useRef<HTMLInputElement>(null);

  const takeIn = (): void => {
    const added = typed
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag, place, all) => tag !== '' && !tags.includes(tag) && all.indexOf(tag) === place);
    setTyped('');
    if (added.length > 0) {
      onChange([...tags, ...added]);
    }
  };
  const remove = (tag: string): void => {
    onChange(tags.filter((other) => other !== tag));
    inputRef.current?.focus();
  };
  const handleKey = (event: KeyboardEvent): void => {
    if ((event.key === 'Enter' || event.key === ',') && typed.trim() !== '' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      takeIn();
    }
    const last = tags.at(-1);
    if (event.key === 'Backspace' && typed === '' && last !== undefined) {
      onChange(tags.filter((tag) => tag !== last));
    }
  };

  return (
    <div className="field" role="group" aria-labelledby={labelId}>
      <span className="field-label" id={labelId}>
        {words.tags}
      </span>
      <div className="field-control tags-field">
        {tags.map((tag) => (
          <span key={tag} className="tag">
            <span className="tag-words" dir="auto">
              {tag}
            </span>
            <IconButton icon="close" size="row" label={words.removeTag(tag)} onPress={() => remove(tag)} />
          </span>
        ))}
        <input
          ref={inputRef}
          className="tags-input"
          aria-label={words.addTag}
          placeholder={words.addTag}
          value={typed}
          maxLength={longestTag}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={handleKey}
          onBlur={takeIn}
        />
      </div>
    </div>
  );
}
