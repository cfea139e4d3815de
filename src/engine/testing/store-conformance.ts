import { describe } from 'vitest';
import { describeAgreement } from './store/agreement.ts';
import { describeCommits } from './store/commits.ts';
import { describeDefinitions } from './store/definitions.ts';
import { describeDeletion } from './store/deletion.ts';
import { describeDocuments } from './store/documents.ts';
import { describeExecutions } from './store/executions.ts';
import { describeGrammar } from './store/grammar.ts';
import { describeHistories } from './store/histories.ts';
import type { StoreKind } from './store/kind.ts';
import { describeLifetime } from './store/lifetime.ts';
import { describePayloads } from './store/payloads.ts';
import { describeSearch } from './store/search.ts';

/** What every store promises. Each adapter's test runs it. */
export function describeStore(kind: StoreKind): void {
  describe(`the ${kind.name} store`, () => {
    describeExecutions(kind);
    describeCommits(kind);
    describeDeletion(kind);
    describeDefinitions(kind);
    describeDocuments(kind);
    describePayloads(kind);
    describeLifetime(kind);
    describeSearch(kind);
    describeGrammar(kind);
    describeAgreement(kind);
    describeHistories(kind);
  });
}
