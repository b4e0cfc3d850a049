namespace BedrockDefense.Hunting.Investigating;

/// <summary>Follows a credential back to whoever obtained it, and on to what was issued with it.</summary>
/// <param name="issuings">The calls that issued credentials.</param>
/// <param name="logins">The sign-ins to the console that succeeded.</param>
internal sealed class IdentityChain(Issuings issuings, IReadOnlyList<CredentialEvent> logins)
{
    // The key of a user or of the root user. A temporary one begins with ASIA (IAM User Guide, "IAM identifiers").
    private const string LongTerm = "AKIA";

    /// <summary>Returns the links of a key: its first use, then back, then on.</summary>
    /// <param name="key">The access key.</param>
    /// <param name="use">The first event that used it; null when there is none.</param>
    public IEnumerable<ChainLink> Of(string key, CredentialEvent? use)
    {
        yield return new ChainLink(key, ChainLinkKind.Use, 0, key, use, use is null ? "no event to start from uses this key" : "");
        foreach (var link in Back(key, use).Concat(On(key)))
        {
            yield return link;
        }
    }

    /// <summary>Returns whether a sign-in may have begun the session of a caller: the ARN is the same, and the times are close.</summary>
    public static bool Began(CredentialEvent login, CredentialEvent caller) =>
        login.IsLogin
        && login.CallerArn is not null
        && login.CallerArn == caller.CallerArn
        && caller.SessionCreated is { } created
        && Seconds(login, created) <= CredentialPlaces.LoginSeconds;

    private IEnumerable<ChainLink> Back(string trace, CredentialEvent? use)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal) { trace };

        // An explicit stack, because whoever forges events chooses how deep a chain is.
        var waiting = new Stack<ChainLink>();
        foreach (var link in Before(trace, trace, use, 0))
        {
            waiting.Push(link);
        }

        while (waiting.TryPop(out var link))
        {
            yield return link;
            if (link is not { Kind: ChainLinkKind.IssuedBy, Event: { } call })
            {
                continue;
            }

            IEnumerable<ChainLink> before =
                call.CallerKey is not { } key ? [Beginning(link, call)]
                : passed.Add(key) ? Before(trace, key, call, link.Step + 1)
                : [new ChainLink(trace, ChainLinkKind.Circle, link.Step + 1, key, null, "the chain has already passed this key")];
            foreach (var one in before)
            {
                waiting.Push(one);
            }
        }
    }

    private IEnumerable<ChainLink> Before(string trace, string key, CredentialEvent? user, int step)
    {
        var calls = issuings.Of(key);
        var disputed =
            calls.Count > 1 ? FormattableString.Invariant($"{calls.Count} calls claim to have issued this key; AWS issues a key once") : "";
        if (calls.Count > 0)
        {
            return calls.Select(one => new ChainLink(
                trace,
                ChainLinkKind.IssuedBy,
                step,
                key,
                one.Call,
                Notes(disputed, one.Call, one.Others)
            ));
        }

        CredentialEvent[] begun = user is null
            ? []
            : [.. logins.Where(login => Began(login, user)).DistinctBy(login => login.Event.EventId)];
        return begun is not []
                ? begun.Select(login => new ChainLink(
                    trace,
                    ChainLinkKind.IssuedBy,
                    step,
                    key,
                    login,
                    FormattableString.Invariant(
                        $"inferred: the caller signed in {Seconds(login, user!.SessionCreated!.Value):0} s from the start of the session"
                    )
                ))
            : user is not null && key.StartsWith(LongTerm, StringComparison.Ordinal)
                ?
                [
                    new ChainLink(
                        trace,
                        ChainLinkKind.Origin,
                        step,
                        key,
                        null,
                        $"a long-term key of {Caller(user)}; the archive does not hold its creation"
                    ),
                ]
            : [new ChainLink(trace, ChainLinkKind.Missing, step, key, null, "the archive holds no call that issued this key")];
    }

    private static ChainLink Beginning(ChainLink link, CredentialEvent call)
    {
        var (kind, note) = call.CallerType switch
        {
            "AWSService" => (ChainLinkKind.Origin, $"a workload: {call.CallerName ?? call.Address} obtained the key"),
            "SAMLUser" when call.IssuedTo?.Contains("AWSReservedSSO_", StringComparison.Ordinal) == true => (
                ChainLinkKind.Origin,
                $"a user of IAM Identity Center: {call.CallerName}"
            ),
            "SAMLUser" => (ChainLinkKind.Origin, $"a user of a SAML provider: {call.CallerName}"),
            "WebIdentityUser" => (ChainLinkKind.Origin, $"a web identity: {call.CallerName}"),
            "IdentityCenterUser" => (ChainLinkKind.Origin, $"a user of IAM Identity Center: {call.CallerName}"),
            _ when call.Event.Name == "CreateSession" => (
                ChainLinkKind.Origin,
                "a workload with a certificate, through IAM Roles Anywhere"
            ),
            _ when call.Event.Name == "GetCredentialsForIdentity" => (ChainLinkKind.Origin, "a user of an identity pool of Cognito"),
            _ when call.IsLogin => (ChainLinkKind.Origin, $"a sign-in to the console by {Caller(call)}"),
            "AWSAccount" => (
                ChainLinkKind.Missing,
                $"the caller is of account {call.CallerAccount ?? "unknown"}; the archive does not hold the event of that account"
            ),
            _ => (ChainLinkKind.Missing, $"the event states no access key of {Caller(call)}"),
        };
        return new ChainLink(link.Trace, kind, link.Step + 1, null, null, note);
    }

    private IEnumerable<ChainLink> On(string trace)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal) { trace };
        var waiting = new Queue<(string Key, int Step)>([(trace, 1)]);
        while (waiting.TryDequeue(out var one))
        {
            foreach (var call in issuings.With(one.Key))
            {
                var isNew = passed.Add(call.IssuedKey!);
                yield return new ChainLink(
                    trace,
                    ChainLinkKind.Issued,
                    one.Step,
                    call.IssuedKey,
                    call,
                    Notes(isNew ? "" : "this key was issued before, or is the traced one", call, [])
                );
                if (isNew)
                {
                    waiting.Enqueue((call.IssuedKey!, one.Step + 1));
                }
            }
        }
    }

    private static string Notes(string first, CredentialEvent call, IReadOnlyList<CredentialEvent> others) =>
        string.Join(
            "; ",
            new[]
            {
                first,
                call is { Event.Name: "AssumeRole", CallerType: "AssumedRole" } ? "role chaining" : "",
                call.SourceIdentity is null ? "" : $"source identity {call.SourceIdentity}",
            }
                .Concat(others.Select(other => $"also recorded as event {other.Event.EventId} in account {other.Event.Account}"))
                .Where(note => note.Length > 0)
        );

    private static string Caller(CredentialEvent call) => call.CallerArn ?? call.CallerName ?? call.CallerType ?? "an unknown caller";

    private static double Seconds(CredentialEvent login, DateTimeOffset created) =>
        login.Time is { } time ? Math.Abs((time - created).TotalSeconds) : double.PositiveInfinity;
}
