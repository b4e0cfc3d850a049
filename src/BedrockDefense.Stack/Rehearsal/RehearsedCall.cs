using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Stack.Rehearsal;

/// <summary>A call of a scenario, with its placeholders filled in.</summary>
/// <param name="Call">The call as the scenario has it.</param>
/// <param name="Caller">The caller.</param>
/// <param name="Resource">The resource's ARN, or <c>*</c>.</param>
/// <param name="Region">The code of the Region of the call.</param>
/// <param name="Parameters">The request's parameters in the form of CloudTrail; null when the scenario has none.</param>
public sealed record RehearsedCall(ScenarioCall Call, Caller Caller, string Resource, string Region, JsonObject? Parameters);
