export declare const verifierFolders: readonly string[];
export declare const verifierFiles: readonly string[];
