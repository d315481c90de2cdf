import { StellwerkError } from '@stellwerk/contracts';
import { mediaTypeOf } from '../domain/media-types.js';
import { errors } from '../errors.js';

/** A form as `POST /v1/documents` takes documents: what is said of each, and apart from it the bytes, in the same order. */
export interface FormDocuments {
  readonly body: { readonly tenant?: string; readonly documents: readonly object[] };
  readonly contents: readonly Uint8Array[];
}

/** What a form may say of one file alone. */
const OF_ONE_FILE = ['documentId', 'title', 'uri'] as const;
const FILE = 'file';

/**
 * Documents of a `multipart/form-data` body: a part `file` for each, all other parts hold for all of them. What is not said follows
 * from the file: its id is its name, its format that of its ending, or else of its part.
 * @param contentType Of the request, with the boundary
 * @throws RAG_FORM_INVALID
 */
export async function readForm(bytes: Uint8Array, contentType: string): Promise<FormDocuments> {
  const form = await partsOf(bytes, contentType);
  const files = form.getAll(FILE).filter((part) => typeof part !== 'string');
  if (files.length === 0) throw invalid('it has no file in a part named "file"');
  const { tenant, access, tags, ...said } = fieldsOf(form);
  const single = OF_ONE_FILE.find((name) => said[name] !== undefined);
  if (files.length > 1 && single) throw invalid(`${single} is of one file, and there are ${files.length}`);
  const shared = {
    ...said,
    ...(access !== undefined && { access: access.split(',') }),
    ...(tags !== undefined && { tags: jsonOf(tags) }),
  };
  return {
    body: {
      ...(tenant !== undefined && { tenant }),
      documents: files.map(({ name, type }) => ({
        documentId: name,
        mediaType: mediaTypeOf(name) ?? type,
        ...shared,
      })),
    },
    contents: await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer()))),
  };
}

async function partsOf(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(Buffer.from(bytes), { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    throw new StellwerkError(errors.FORM_INVALID, { problem: 'it is no form' }, { cause: error, field: '(body)' });
  }
}

/** The parts that are no files, each once. */
function fieldsOf(form: FormData): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      if (name !== FILE) throw invalid(`files stand in parts named "file", and one is in "${name}"`);
      continue;
    }
    if (fields[name] !== undefined) throw invalid(`it has two parts named "${name}"`);
    fields[name] = value;
  }
  return fields;
}

function jsonOf(tags: string): unknown {
  try {
    return JSON.parse(tags);
  } catch (error) {
    throw new StellwerkError(
      errors.FORM_INVALID,
      { problem: 'tags are no JSON object' },
      { cause: error, field: 'tags' },
    );
  }
}

const invalid = (problem: string): StellwerkError =>
  new StellwerkError(errors.FORM_INVALID, { problem }, { field: '(body)' });
