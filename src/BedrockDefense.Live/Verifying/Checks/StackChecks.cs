using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>The checks of what no single resource shows.</summary>
internal static class StackChecks
{
    /// <summary>Does all checks. One that AWS does not answer leaves the others alone, and is named.</summary>
    /// <param name="context">What the checks use.</param>
    /// <param name="asksTrail">Whether the trail is asked for heartbeats, which writes a result and costs money.</param>
    public static async Task<IReadOnlyList<Remarks>> RunAsync(CheckContext context, bool asksTrail) =>
        [
            InactiveAccounts.Of(context),
            await TryAsync(context, "opt-in Regions", OptInRegions.OfAsync).ConfigureAwait(false),
            await TryAsync(context, "rules of the buses", RuleBudget.OfAsync).ConfigureAwait(false),
            await TryAsync(context, "policies of the targets", PolicyBudget.OfAsync).ConfigureAwait(false),
            await TryAsync(context, "canary", CanaryAge.OfAsync).ConfigureAwait(false),
            await TryAsync(context, "notifications", FailedNotifications.OfAsync).ConfigureAwait(false),
            asksTrail
                ? await TryAsync(context, "heartbeats", HeartbeatAges.OfAsync).ConfigureAwait(false)
                : new Remarks { NotChecked = [HeartbeatAges.WhyNot(context.Settings)] },
        ];

    /// <summary>Does a check; AWS's refusal becomes a deviation that nobody could see.</summary>
    public static async Task<Remarks> TryAsync(CheckContext context, string name, Func<CheckContext, Task<Remarks>> check)
    {
        try
        {
            return await check(context).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            return Unseen(exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // As with readers: without the members that AWS's models require nothing can be said.
            return Unseen(ExpectedForm.Fault);
        }

        Remarks Unseen(string reason) =>
            new()
            {
                Deviations =
                [
                    new Deviation(
                        DeviationKind.Unseen,
                        context.Places.Management.Id,
                        context.Places.HomeRegion,
                        name,
                        null,
                        null,
                        reason,
                        "let the credentials read it, and verify again"
                    ),
                ],
            };
    }
}
