namespace BedrockDefense.Hunting.Activity;

/// <summary>Sums up the calls of a principal or of a credential.</summary>
internal sealed class ActivityTally(ActivityOwner owner, string id, ValueBudget budget)
{
    private readonly CallCounts _apis = new(budget);
    private readonly CallCounts _models = new(budget);
    private readonly CallCounts _errors = new(budget);
    private readonly CallCounts _accounts = new(budget);
    private readonly CallCounts _regions = new(budget);
    private readonly CallCounts _addresses = new(budget);
    private readonly CallCounts _agents = new(budget);
    private readonly CallCounts _roles = new(budget);
    private readonly Dictionary<string, (long Calls, long Input, long Output)> _tokens = new(StringComparer.Ordinal);
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;
    private long _calls;
    private long _refused;
    private long _withMfa;
    private long _withoutMfa;

    /// <summary>What the calls add up to.</summary>
    public ActivitySummary Summary =>
        new(owner, id)
        {
            First = _first,
            Last = _last,
            Calls = _calls,
            Refused = _refused,
            CallsWithMfa = _withMfa,
            CallsWithoutMfa = _withoutMfa,
            Apis = _apis.Sorted,
            Groups =
            [
                .. _apis
                    .Sorted.Where(one => ApiGroups.Of(one.Value) is not null)
                    .GroupBy(one => ApiGroups.Of(one.Value)!.Value)
                    .OrderBy(group => group.Key)
                    .Select(group => (group.Key, (IReadOnlyList<CallCount>)[.. group])),
            ],
            Models =
            [
                .. _models.Sorted.Select(one =>
                {
                    var (calls, input, output) = _tokens.GetValueOrDefault(one.Value);
                    return new ModelUse(one.Value, one.Calls, one.Refused, calls, input, output);
                }),
            ],
            Errors = _errors.Sorted,
            Accounts = _accounts.Sorted,
            Regions = _regions.Sorted,
            Addresses = _addresses.Sorted,
            UserAgents = _agents.Sorted,
            AssumedRoles = _roles.Sorted,
            MoreValues = new[] { _apis, _models, _errors, _accounts, _regions, _addresses, _agents, _roles }.Sum(one => one.More),
        };

    /// <summary>Adds a call.</summary>
    public void Add(RecordedCall call)
    {
        _calls++;
        _refused += call.IsRefused ? 1 : 0;
        _withMfa += call.HasMfa == true ? 1 : 0;
        _withoutMfa += call.HasMfa == false ? 1 : 0;
        if (call.Time is { } time)
        {
            _first = _first < time ? _first : time;
            _last = _last > time ? _last : time;
        }

        _apis.Add(call.Api, call.IsRefused);
        _errors.Add(call.ErrorCode, call.IsRefused);
        _accounts.Add(call.Event.Account, call.IsRefused);
        _regions.Add(call.Event.Region, call.IsRefused);
        _addresses.Add(call.Address, call.IsRefused);
        _agents.Add(call.UserAgent, call.IsRefused);
        _roles.Add(IsRoleAsked(call) ? call.AssumedRole : null, call.IsRefused);
        if (ApiGroups.Of(call.Api) == ApiGroup.BedrockInference)
        {
            AddModel(call);
        }
    }

    private static bool IsRoleAsked(RecordedCall call) => call.Api.StartsWith("sts:Assume", StringComparison.Ordinal);

    private void AddModel(RecordedCall call)
    {
        var model = call.Model ?? "—";
        var more = _models.More;
        _models.Add(model, call.IsRefused);
        if (_models.More == more && (call.InputTokens is not null || call.OutputTokens is not null))
        {
            var (calls, input, output) = _tokens.GetValueOrDefault(model);
            _tokens[model] = (calls + 1, Sum(input, call.InputTokens), Sum(output, call.OutputTokens));
        }

        // Whoever forges events chooses the numbers.
        static long Sum(long one, long? other) => one > long.MaxValue - (other ?? 0) ? long.MaxValue : one + (other ?? 0);
    }
}
