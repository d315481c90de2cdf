import { accessLabel, documentId, slug } from '@stellwerk/contracts';
import { z } from 'zod';
import { mediaTypes } from '../domain/document.js';

const label = accessLabel;
const tags = z
  .record(z.string().min(1).max(128), z.string().max(256))
  .refine((given) => Object.keys(given).length <= 32, 'at most 32 tags');

const metadata = {
  source: slug,
  documentId,
  mediaType: z.enum(mediaTypes),
  title: z.string().min(1).max(512).optional(),
  uri: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  publishedAt: z
    .string()
    .max(32)
    .regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/)
    .optional(),
};

/** What is known of a document beside its bytes. */
export interface UploadMetadata {
  readonly source: string;
  readonly documentId: string;
  readonly mediaType: (typeof mediaTypes)[number];
  readonly title?: string | undefined;
  readonly uri?: string | undefined;
  readonly language?: string | undefined;
  readonly publishedAt?: string | undefined;
  readonly access?: readonly string[] | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** `POST /v1/documents`: up to a hundred at once. */
export const uploadRequest = z.strictObject({
  tenant: slug,
  documents: z
    .array(
      z.strictObject({
        ...metadata,
        text: z.string().optional().describe('the document, where it is text'),
        base64: z.base64().optional().describe('the document, where it is not'),
        access: z.array(label).min(1).max(32).optional().describe('narrower than the source allows'),
        tags: tags.optional(),
      }),
    )
    .min(1)
    .max(100),
});

/** `POST /v1/documents/file`: the bytes are the body, everything else stands in the address. */
export const fileQuery = z.object({
  tenant: slug,
  ...metadata,
  access: z
    .string()
    .max(2_048)
    .transform((text) => text.split(','))
    .pipe(z.array(label).min(1).max(32))
    .optional()
    .describe('labels between commas, narrower than the source allows'),
  tags: z
    .string()
    .max(8_192)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be a JSON object' });
        return z.NEVER;
      }
    })
    .pipe(tags)
    .optional()
    .describe('a JSON object'),
});

/** `POST /v1/crawls`. */
export const crawlRequest = z.strictObject({
  tenant: slug,
  source: slug,
  sitemap: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .optional()
    .describe('within the hosts of the source; that of the source where absent'),
});

/** `DELETE /v1/documents`. */
export const removalQuery = z.object({ tenant: slug, source: slug });
