from simulate import *
GROUP={'neutral':{'neutral'},'bright':{'bright','bright-neutral'},'warm':{'warm','warm-neutral'},'v-shaped':{'v-shaped','mild-v'},'u-shaped':{'u-shaped','neutral-bass-boost'},'bassy':{'bassy'},'harman':{'harman'}}
# cache criterion points per word (hidden grades) and recombine with weights
CACHE={}
for s in [None,*GROUP]:
    w={'sound':s} if s else {}
    rows,score,points,_=rank(w,hidden={'all'}); CACHE[s]=(rows,points)
def combine(s,weights):
    rows,points=CACHE[s]; tot=0; sc={i:0 for i in rows}
    for c,w in weights.items():
        if not points[c] or not w: continue
        v=[x for x in points[c].values() if x is not None]; pr=np.quantile(v,.25 if c=='tuning' else .5)
        tot+=w
        for i in rows: sc[i]+=w*(pr if points[c].get(i) is None else points[c][i])
    return {i:x/tot for i,x in sc.items()}
def picks(weights):
    out={}
    for s,labels in GROUP.items():
        sc=combine(s,weights)
        for i in sc:
            m=M[i]; p=m.get('price_usd')
            if m.get('signature') not in labels or not p or (m['tone'] is not None and m['tone']<62.5) or not m['r']: continue
            near=[j for j in sc if (M[j].get('price_usd') or 0)>=p/1.5 and (M[j].get('price_usd') or 0)<=p*1.5]
            out.setdefault(s,[]).append(sum(sc[j]>sc[i] for j in near)/max(len(near)-1,1))
    a=np.array(sum(out.values(),[]))
    return f"{a.mean():.3f} top10 {np.mean(a<=.1):.2f} "+' '.join(f"{k} {np.mean(v):.2f}" for k,v in out.items())
def third(weights):
    sc=combine(None,weights); r=[]
    for who in ("Super* Review",'umidah'):
        q=[i for i in sc if who in M[i].get('opinions',{}).get('stars',{}) and M[i].get('price_usd')]
        s=[M[i]['opinions']['stars'][who] for i in q]; a=[sc[i] for i in q]; pr=[M[i]['price_usd'] for i in q]
        r.append(f"{spearman(s,a):.2f}/{inside(s,a,pr):.2f}")
    return ' '.join(r)
if __name__=='__main__':
    W0={c:v['weight'] for c,v in CRITERIA.items()}
    for ch in [{},{'tone':0},{'tone':12},{'tone':30},{'tone':40},{'known':0},{'known':7},{'known':20},{'known':28},{'detail':8},{'detail':24},{'tuning':55},{'tuning':30},{'value':0},{'trust':0},{'trust':10},{'tuning':50,'tone':30,'detail':10,'known':20},{'tuning':42,'tone':30,'detail':10}]:
        w={**W0,**ch}; print(ch,picks(w),'| stars',third(w))
    for s in [.0,.3,.5,.7]:
        pass
    print('unmeasured, best place:', {s: min((k for k,i in enumerate(rank({'sound':s} if s else {})[0]) if not M[i]['r']), default=None) for s in [None,*GROUP]})
    # a wish steers: clones of one model that differ in the fact alone
    import copy
    from rules import load as L
    tests={'use.sleep':({'use':['sleep']},'low_profile',[True,None,False]),'ears':({'ears':'small'},'shell_size',['small','medium',None,'large']),'isolation':({'isolation':4},'isolation_class',['high','medium',None,'low']),'use.commute':({'use':['commute']},'isolation_class',['high','medium',None,'low']),'use.sport':({'use':['sport']},'wear',['over-ear','either',None,'straight-down'])}
    base='truthear-hexa'
    for w,(want,k,vals) in tests.items():
        got=[]
        for v in vals:
            keep=dict(BASE[base]); BASE[base].pop(('iem',k),None)
            if v is not None: BASE[base]['iem',k]=v
            got.append(round(rank(want)[1][base],1)); BASE[base]=keep
        print(w,vals,got)
