#ifdef THIRD_INCLUDES_SECOND
#include "second/second.h"
#endif

int third()
{
    return 3;
}
