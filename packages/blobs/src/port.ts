/** Files by content, apart by tenant. Addresses are the SHA-256 of the bytes in hexadecimal. */
export interface BlobStore {
  /** Durable when it resolves; the same bytes again write nothing. @returns the address */
  put(tenant: string, bytes: Uint8Array): Promise<string>;
  /** Undefined where there is none. @throws BLB_DAMAGED where the bytes are no longer those of the address */
  get(tenant: string, address: string): Promise<Uint8Array | undefined>;
  /** Nothing happens where there is none. */
  remove(tenant: string, address: string): Promise<void>;
}
