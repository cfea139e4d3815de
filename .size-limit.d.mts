declare const limits: { name: string; path: string[]; gzip: boolean; limit: string }[];
export default limits;
