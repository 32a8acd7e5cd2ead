import { buildCore, crystalOf, findShape } from "@oleate/core";
const c=crystalOf('PbS'),s=findShape('truncated-octahedron');
for(let i=0;i<1500;i++)buildCore({crystal:c,shape:s,size:{by:'diameter',nm:4.8}});
let T=[];for(let i=0;i<60;i++){const a=performance.now();buildCore({crystal:c,shape:s,size:{by:'diameter',nm:4.8}});T.push(performance.now()-a)} T.sort((a,b)=>a-b);console.log('4.8nm',T[0],T[30]);
