import { useState, type ReactElement } from 'react';
import { TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { workflowNamesQuery } from '#lib/workflow-names.ts';

export interface WorkflowPickerProps {
  readonly value: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

/** Any number of workflow names, out of those the server knows or typed by hand; a star stands for any text. */
export default function WorkflowPicker({ value, onChange }: WorkflowPickerProps): ReactElement {
  const names = useQuery(workflowNamesQuery);
  const [typed, setTyped] = useState('');
  return (
    <TagsInput
      aria-label="Workflow names"
      placeholder={value.length === 0 ? 'Any workflow' : ''}
      data={Object.keys(names.data ?? {})}
      limit={50}
      clearable
      // A pasted name may hold a comma; only Enter ends one.
      splitChars={[]}
      acceptValueOnBlur
      searchValue={typed}
      onSearchChange={setTyped}
      // Enter takes the first name that fits what was typed; with nothing typed it takes none.
      selectFirstOptionOnChange={typed !== ''}
      value={[...value]}
      onChange={onChange}
    />
  );
}
