using Pulumi;

namespace Sdks.Tests.Fixtures;

public sealed class EmptyStack : Stack;
