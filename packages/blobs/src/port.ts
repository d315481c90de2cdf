/** Files by content, apart by tenant. The address of a file is the SHA-256 of its bytes, 64 hexadecimal digits. */
export interface BlobStore {
  /**
   * Keeps bytes, durably when this returns. The same bytes again write nothing; a damaged file is replaced.
   * @returns the address
   * @throws StellwerkError BLB_TOO_LARGE, BLB_ADDRESS_INVALID, BLB_UNAVAILABLE
   */
  put(tenant: string, bytes: Uint8Array): Promise<string>;
  /**
   * The bytes of a file, compared with its address; undefined where there is none.
   * @throws StellwerkError BLB_DAMAGED, BLB_ADDRESS_INVALID, BLB_UNAVAILABLE
   */
  get(tenant: string, address: string): Promise<Uint8Array | undefined>;
  /** Removes a file, where there is one. @throws StellwerkError BLB_ADDRESS_INVALID, BLB_UNAVAILABLE */
  remove(tenant: string, address: string): Promise<void>;
  /** Addresses of all files of a tenant, in no order. @throws StellwerkError BLB_ADDRESS_INVALID, BLB_UNAVAILABLE */
  list(tenant: string): AsyncIterable<string>;
  /**
   * Removes everything of a tenant, and looks afterwards whether something is left.
   * @returns how many files were removed
   * @throws StellwerkError BLB_ADDRESS_INVALID, BLB_UNAVAILABLE
   */
  eraseTenant(tenant: string): Promise<number>;
}
